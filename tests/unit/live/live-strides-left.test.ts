import { describe } from 'vitest';
import { claimLiveStrides } from './claims-of-live-strides';

describe('live strides, seen from the left', () => {
  claimLiveStrides('left');
});
