using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Local;
using Cer.Workflows.Running;

namespace Cer.Workflows.Tests.Running;

/// <summary>A definition that was run, and what came of it.</summary>
internal sealed class Tried : ILocalWorld
{
    private readonly List<string> _lines = [];
    private readonly List<Letter> _letters = [];

    public IReadOnlyList<string> Lines => _lines;

    public IReadOnlyList<Letter> Letters => _letters;

    public LocalRuns Runs { get; private set; } = null!;

    public WorkflowState State => Runs.Runs[0].State;

    public Func<HttpCall, HttpAnswer> Answer { get; init; } = _ => new(0, [], null, []);

    public Action<Letter> Post { get; init; } = _ => { };

    public static Task<Tried> RunAsync(string definition, params string[] others) =>
        RunAsync(definition, JoinMode.Counter, false, null, others);

    public static Task<Tried> DrainAsync(string definition, params string[] others) =>
        RunAsync(definition, JoinMode.Counter, true, null, others);

    public static Task<Tried> TokenAsync(string definition) => RunAsync(definition, JoinMode.Token, true, null);

    public static async Task<Tried> RunAsync(
        string definition, JoinMode joins, bool drain, OrderedDictionary<string, object?>? input, params string[] others)
    {
        var tried = new Tried();
        await tried.TryAsync(definition, joins, drain, input, others);
        return tried;
    }

    public async Task TryAsync(
        string definition, JoinMode joins, bool drain, OrderedDictionary<string, object?>? input, params string[] others)
    {
        var main = DefinitionText.Read(definition);
        LocalDefinitions all = new([main, .. others.Select(DefinitionText.Read)]);
        Runs = new(this, all, ScriptLanguages.Evaluator(TimeProvider.System), TimeProvider.System, joins);
        await Runs.RunAsync(main, input ?? [], TestContext.Current.CancellationToken);
        if (drain) await Runs.DrainAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs it while the state is put away as text and taken back after every activity.</summary>
    public static async Task<IReadOnlyList<string>> PutAwayAsync(string definition, JoinMode joins = JoinMode.Counter)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tried = new Tried();
        var main = DefinitionText.Read(definition);
        LocalDefinitions all = new([main]);
        tried.Runs = new(tried, all, ScriptLanguages.Evaluator(TimeProvider.System), TimeProvider.System, joins);
        var services = new RunServices(
            new(ActivityCatalog.Standard), all, tried.Runs, ScriptLanguages.Evaluator(TimeProvider.System), TimeProvider.System, joins);
        var run = WorkflowRun.Begin(main, services, "put-away");
        await run.StartAsync(cancellation);
        while (true)
        {
            run = await WorkflowRun.ContinueAsync(main, StateText.Read(StateText.Write(run.State)), services, cancellation);
            if (await run.StepAsync(cancellation)) continue;
            run.Rest();
            if (run.State.Bookmarks.Count == 0 || run.State.Status == WorkflowStatus.Finished) return tried.Lines;
            await run.ResumeAsync(run.State.Bookmarks[0].Id, null, cancellation);
        }
    }

    public ValueTask WriteLineAsync(string text, CancellationToken cancellation)
    {
        _lines.Add(text);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>("typed");

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation) => ValueTask.FromResult(Answer(call));

    public ValueTask SendAsync(Letter letter, CancellationToken cancellation)
    {
        Post(letter);
        _letters.Add(letter);
        return ValueTask.CompletedTask;
    }

    public void Log(string level, string message) => _lines.Add($"[{level}] {message}");
}
