import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { Keeper } from './state/keeper';
import { Journey } from './state/journey.svelte';
import { showAnew } from './state/show-anew';
import { Library } from './state/library.svelte';
import { ClipMeasurer, type Measure } from './state/measure-clip';
import { Offline } from './state/offline.svelte';
import { Renewal } from './state/renewal.svelte';
import { Ways } from './state/ways';
import { whileUnfinished } from './state/unfinished-clip';

function start(target: HTMLElement): void {
  const offline = new Offline();
  const library = new Library(async (options) => (await import('./storage/store')).openStore(options));
  const keeper = new Keeper(library);
  const modelsUrl = new URL('models/', document.baseURI).href;
  const measurer = new ClipMeasurer(modelsUrl);
  const measure: Measure = {
    readFacts: measurer.readFacts,
    reanalyse: measurer.reanalyse,
    readTrack: measurer.readTrack,
    follow: async (file, facts, runner, work) => {
      const recording = await whileUnfinished(file.name, measurer.follow(file, facts, runner, work));
      void offline.keepEngine();
      return recording;
    },
  };
  const journey = new Journey(measure, keeper);
  const { reanalyse, compareCurves } = measurer;
  const renewal = new Renewal(library, reanalyse);
  const ways = new Ways({ journey, library, reanalyse, compareCurves, modelsUrl, flush: keeper.flush });
  mount(App, { target, props: { journey, library, ways, renewal, offline, warm: measurer.warm } });
  addEventListener('pagehide', () => void keeper.flush());
  keeper.onovertaken = (id) => void showAnew(id, journey, library);
  // After the first screen, so that nothing competes with it.
  addEventListener('load', () => {
    void library.refresh();
    // While developing there is nothing to keep.
    if (import.meta.env.PROD) void offline.start();
  });
}

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app.');
// public/browser-check.js has said why not.
if (!('unsupported' in document.documentElement.dataset)) start(target);
