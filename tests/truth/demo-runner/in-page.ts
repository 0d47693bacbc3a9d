/** The half of the demo's maker that runs in the browser: draws the runner, one frame when asked. */
import { CanvasTexture, NeutralToneMapping, PCFShadowMap, SRGBColorSpace, WebGLRenderer } from 'three';
import { cameraOf, type Filming } from './camera';
import { planGait } from './gait-plan';
import { buildGym } from './gym';
import { poseAt } from './posture';
import type { RunnerMotion } from './runner-motion';
import { buildRunner } from './runner-mesh';

export interface DemoPage {
  /** Makes ready to draw a take. */
  begin: (motion: RunnerMotion, filming: Filming) => void;
  /** Draws frames and sends each, as RGBA rows from the bottom up, to `address`. */
  draw: (from: number, to: number, address: string) => Promise<void>;
}

declare global {
  interface Window {
    demo: DemoPage;
  }
}

const renderer = new WebGLRenderer({ antialias: true });
renderer.shadowMap.enabled = true;
renderer.shadowMap.type = PCFShadowMap;
renderer.toneMapping = NeutralToneMapping;
renderer.toneMappingExposure = 0.95;

const runner = buildRunner();
const gym = buildGym();
gym.scene.add(runner.mesh);
let drawAt: (frame: number) => Uint8Array<ArrayBuffer> = () => {
  throw new Error('Nothing to draw yet: begin() comes first.');
};

window.demo = {
  begin(motion, filming) {
    const plan = planGait(motion);
    const camera = cameraOf(filming);
    const { widthPx: width, heightPx: height } = filming;
    renderer.setSize(width, height, false);
    gym.scene.background = null;
    show({ walls: true });
    renderer.render(gym.scene, camera);
    gym.scene.background = pictureOf(renderer.domElement);
    show({ walls: false });
    const pixels = new Uint8Array(width * height * 4);
    drawAt = (frame) => {
      const timeS = frame / motion.fps;
      runner.moveTo(poseAt(plan, timeS));
      gym.runBelt(motion.beltSpeed * timeS);
      renderer.render(gym.scene, camera);
      const gl = renderer.getContext();
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return pixels;
    };
  },
  async draw(from, to, address) {
    for (let frame = from; frame < to; frame++)
      await fetch(address, { method: 'POST', body: drawAt(frame) });
  },
};

/** The walls are drawn once, without the runner; after that they are a picture behind the rest. */
function show({ walls }: { walls: boolean }): void {
  gym.walls.visible = walls;
  runner.mesh.visible = !walls;
}

function pictureOf(canvas: HTMLCanvasElement): CanvasTexture {
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  const texture = new CanvasTexture(copy);
  texture.colorSpace = SRGBColorSpace;
  return texture;
}
