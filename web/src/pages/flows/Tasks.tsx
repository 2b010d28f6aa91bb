import './flows.css';
import { useId, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice, PageHead } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { type Answers, formOf, lacking, type Question, resultOf } from '../../workflows/forms.ts';
import type { Task } from './api.ts';
import { fieldName } from './names.ts';
import { useFlows } from './words.ts';

/** What workflows ask people: each task with its form, the most urgent first. */
export function Tasks() {
  const { m } = useFlows();
  const path = useCommunityPath();
  const may = useMayChange();
  const list = useApi<Task[]>(path('workflows/tasks'), 15_000);
  const [said, setSaid] = useState('');
  return (
    <>
      <PageHead title={m('tasks.title')} lead={m('tasks.lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <Awaited from={list}>
        {(tasks) =>
          tasks.length === 0 ? (
            <Card>
              <p className="empty">{m('tasks.none')}</p>
            </Card>
          ) : (
            <div className="flow-inbox">
              {[...tasks]
                .sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || (a.createdAt ?? '').localeCompare(b.createdAt ?? ''))
                .map((task) => (
                  <TaskCard
                    key={`${task.instanceId} ${task.bookmarkId}`}
                    task={task}
                    may={task.mine ?? may}
                    done={(words) => {
                      setSaid(words);
                      list.reload();
                    }}
                  />
                ))}
            </div>
          )
        }
      </Awaited>
    </>
  );
}

function TaskCard({ task, may, done }: { task: Task; may: boolean; done(words: string): void }) {
  const { m, f, language } = useFlows();
  const path = useCommunityPath();
  const form = formOf(task.payload);
  // Without questions the person answers in words of their own.
  const questions: Question[] = form.questions.length > 0 ? form.questions : [{ name: 'answer', label: m('tasks.answer'), type: 'long', required: false, options: [] }];
  const [answers, setAnswers] = useState<Answers>({});
  const [wrong, setWrong] = useState<string[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const late = !!task.dueAt && Date.parse(task.dueAt) < Date.now();
  const title = form.title ?? task.taskName;
  const send = async () => {
    const missing = lacking(questions, answers);
    setWrong(missing);
    if (missing.length > 0) {
      document.getElementById(`${id}${missing[0]}`)?.focus();
      return;
    }
    setBusy(true);
    try {
      setFault(null);
      const result = form.questions.length > 0 ? resultOf(questions, answers) : (answers.answer ?? '').trim() || null;
      await call('POST', path(`workflows/instances/${task.instanceId}/tasks/${task.bookmarkId}`)!, { result });
      done(m('tasks.done', { name: title }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={title}>
      <p className="small" data-own>
        <Link to={`flussi/${task.definitionId}`}>{task.definitionName || m('title')}</Link>
        {task.createdAt && ` · ${m('tasks.since', { at: f.moment(task.createdAt) })}`}
        {task.assignee && ` · ${m('tasks.for', { name: task.assignee })}`}
      </p>
      {task.dueAt && <p className={late ? 'tag bad' : 'tag warn'}>{m(late ? 'tasks.late' : 'tasks.due', { at: f.moment(task.dueAt) })}</p>}
      {form.text && <p className="flow-ask" data-own>{form.text}</p>}
      {form.facts.length > 0 && (
        <dl className="flow-facts">
          {form.facts.map(([name, value]) => (
            <div key={name}>
              <dt>{fieldName(name, language)}</dt>
              <dd>{typeof value === 'string' ? value : typeof value === 'number' ? f.number(value, 2) : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {may ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          {questions.map((one) => (
            <Ask key={one.name} id={`${id}${one.name}`} question={one} value={answers[one.name] ?? ''} wrong={wrong.includes(one.name)} change={(value) => setAnswers({ ...answers, [one.name]: value })} />
          ))}
          {fault && <FaultNotice fault={fault} />}
          <button type="submit" className="primary" disabled={busy}>
            {m('tasks.send')}
          </button>
        </form>
      ) : (
        <p className="small">{m('tasks.readonly')}</p>
      )}
    </Card>
  );
}

function Ask({ id, question, value, wrong, change }: { id: string; question: Question; value: string; wrong: boolean; change(value: string): void }) {
  const { m } = useFlows();
  const shared = {
    id,
    'aria-invalid': wrong || undefined,
    'aria-required': question.required || undefined,
    'aria-describedby': wrong ? `${id}e` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {question.label}
        {question.required && <span className="tag">{m('required')}</span>}
      </label>
      {question.type === 'choice' || question.type === 'yesno' ? (
        <select {...shared} value={value} onChange={(event) => change(event.target.value)}>
          <option value="">{m('choose')}</option>
          {(question.type === 'yesno' ? [['true', m('yes')], ['false', m('no')]] : question.options.map((one) => [one, one])).map(([one, word]) => (
            <option key={one} value={one}>
              {word}
            </option>
          ))}
        </select>
      ) : question.type === 'long' ? (
        <textarea {...shared} rows={3} value={value} onChange={(event) => change(event.target.value)} />
      ) : (
        <input {...shared} type={question.type === 'date' ? 'date' : 'text'} inputMode={question.type === 'number' ? 'decimal' : undefined} value={value} onChange={(event) => change(event.target.value)} />
      )}
      {wrong && (
        <p className="error" id={`${id}e`} role="alert">
          {m(question.type === 'number' && value ? 'tasks.number' : 'tasks.lacking')}
        </p>
      )}
    </div>
  );
}
