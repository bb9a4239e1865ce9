import { closeWorkshop } from './workshop/folder';

export = closeWorkshop;
