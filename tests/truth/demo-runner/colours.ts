/** What the runner wears. The waistband stands out from shirt and shorts; neither is the teal or amber of the overlay. */
export const COLOURS = {
  skin: 0xcf9f80,
  shirt: 0x5a82b4,
  collar: 0x4c73a4,
  shorts: 0x343c52,
  band: 0xf1efe8,
  sock: 0xf0eee8,
  shoe: 0xc8513a,
  sole: 0xf3efe6,
  tread: 0x4b4f58,
  hair: 0x3a281e,
  dark: 0x2b1d17,
  white: 0xf4f1ec,
  lips: 0xb06a57,
};
