/** Values by their names, as they are. */
export function Values({ title, of }: { title: string; of: Record<string, unknown> | null | undefined }) {
  if (!of || Object.keys(of).length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <pre className="flow-out" tabIndex={0}>
        {JSON.stringify(of, null, 2)}
      </pre>
    </>
  );
}
