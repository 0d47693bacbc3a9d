import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';

/** Landmarks as Sports2D, Pose2Sim and OpenSim name them (HALPE_26 and BODY_25B skeletons of Pose2Sim). */
const SPORTS2D_NAMES: Partial<Record<LandmarkName, string>> = {
  nose: 'Nose',
  left_eye: 'LEye',
  right_eye: 'REye',
  left_ear: 'LEar',
  right_ear: 'REar',
  left_shoulder: 'LShoulder',
  right_shoulder: 'RShoulder',
  left_elbow: 'LElbow',
  right_elbow: 'RElbow',
  left_wrist: 'LWrist',
  right_wrist: 'RWrist',
  left_thumb: 'LThumb',
  right_thumb: 'RThumb',
  left_index: 'LIndex',
  right_index: 'RIndex',
  left_pinky: 'LPinky',
  right_pinky: 'RPinky',
  left_hip: 'LHip',
  right_hip: 'RHip',
  left_knee: 'LKnee',
  right_knee: 'RKnee',
  left_ankle: 'LAnkle',
  right_ankle: 'RAnkle',
  left_heel: 'LHeel',
  right_heel: 'RHeel',
  left_foot_index: 'LBigToe',
  right_foot_index: 'RBigToe',
};

/** What a landmark is called in a TRC file; the landmarks Sports2D does not know keep their BlazePose name. */
export function trcName(landmark: LandmarkName): string {
  return SPORTS2D_NAMES[landmark] ?? landmark;
}

const BY_NAME = new Map<string, LandmarkName>(
  LANDMARK_NAMES.flatMap((landmark): [string, LandmarkName][] => [
    [plain(landmark), landmark],
    [plain(trcName(landmark)), landmark],
  ]),
);

/** The landmark that a TRC marker stands for, or null (mid-hip, neck, small toe, clusters …). Case and punctuation do not count. */
export function landmarkOf(marker: string): LandmarkName | null {
  return BY_NAME.get(plain(marker)) ?? BY_NAME.get(shortened(plain(marker))) ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** `leftheel`, `ltoe` → `lheel`, `lbigtoe`. */
function shortened(name: string): string {
  const short = name.replace(/^left/, 'l').replace(/^right/, 'r');
  return short.replace(/^([lr])(toe|toetip|footindex|hallux)$/, '$1bigtoe');
}
