import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { Journey } from './state/journey.svelte';
import { ClipMeasurer } from './state/measure-clip';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app.');
const measurer = new ClipMeasurer(new URL('models/', document.baseURI).href);
mount(App, {
  target,
  props: { journey: new Journey(measurer), warm: measurer.warm },
});
