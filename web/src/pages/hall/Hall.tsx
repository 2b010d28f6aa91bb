import './hall.css';
import { MonthGlance } from './MonthGlance.tsx';
import { Work } from './Work.tsx';

/** What the staff wants to know first: what waits, and how the month goes. */
export function Hall() {
  return (
    <div className="hall screen-hide">
      <Work />
      <MonthGlance />
    </div>
  );
}
