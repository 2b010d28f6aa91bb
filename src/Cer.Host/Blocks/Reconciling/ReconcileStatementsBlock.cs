using System.Globalization;
using Cer.Host.Blocks.Money;
using Cer.Host.Blocks.Watch;
using Cer.Operations.Alarms;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Workflows.Activities;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Reconciling;

/// <summary>
/// <c>Cer.ReconcileStatements</c>: holds the months of imported statements against settlement and bank, and tells which differences
/// nobody was told of yet. Alarms are raised and ended by the reconciliation itself, one for each discrepancy.
/// </summary>
/// <remarks>
/// It works outside of the step's transaction, as the page does: what comes of it is kept only where it is another, so that a node
/// that dies behind it leaves nothing that the next one would double. Told of is what somebody took note of, or is asked about in a
/// task that still waits and names the alarm among its <c>allarmi</c>.
/// </remarks>
internal sealed class ReconcileStatementsBlock(IServiceProvider services) : Activity
{
    private const string Year = "year";
    private const string Known = "AlreadyOpen";
    private const int MostImports = 1000;
    private const int MostAlarms = 5000;

    public override ActivityDescriptor Descriptor { get; } = new("Cer.ReconcileStatements", BlockWords.Category)
    {
        Inputs = [new(Year, DataType.Int32)],
        Outputs = ["months", "differences", "news", "unexplained", "alarms", "text", BlockWords.Sentence],
        Outcomes = [BlockWords.Done, BlockWords.Differs, Known, BlockWords.NothingToDo, BlockWords.Refused],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (!context.IsKept())
        {
            context.Services.Port.Log(BlockWords.Effect, "The months of imported statements would be reconciled.");
            await context.CompleteAsync([BlockWords.NothingToDo], cancellation);
            return;
        }

        await context.CompleteAsync([await RunAsync(context, cancellation)], cancellation);
    }

    private async Task<string> RunAsync(ActivityContext context, CancellationToken cancellation)
    {
        var community = context.Community();
        var years = await YearsAsync(context, community, cancellation);
        if (years.Count == 0)
            return Because(context, BlockWords.NothingToDo, "Found no statement of GSE, expected one that was imported.");
        var months = 0;
        foreach (var year in years)
        {
            if (await Get<ReconcileMonths>().RunAsync(community, year, context.Signature(), cancellation) is not { } held)
                return Because(context, BlockWords.Refused, "Found no definition of the community, expected one.");
            months += held;
        }

        context.Output("months", months);
        if (months == 0)
            return Because(context, BlockWords.NothingToDo, "Found statements of months that were not settled, expected settled ones.");
        return await TellAsync(context, community, cancellation);
    }

    /// <summary>The year that is asked for, else all that statements which stand say something of.</summary>
    private async Task<IReadOnlyList<int>> YearsAsync(
        ActivityContext context, CommunityId community, CancellationToken cancellation)
    {
        var only = context.Input(Year) as int?;
        var imports = await Get<IStatementStore>().ImportsAsync(community, MostImports, cancellation);
        return
        [
            .. imports.Where(import => import.UndoneAt is null)
                .SelectMany(import => Enumerable.Range(import.First.Year, import.Last.Year - import.First.Year + 1))
                .Where(year => only is null || year == only).Distinct().Order(),
        ];
    }

    private async Task<string> TellAsync(ActivityContext context, CommunityId community, CancellationToken cancellation)
    {
        var open = (await Get<IAlarmStore>().ListAsync(community, MostAlarms, cancellation))
            .Where(alarm => alarm.ResolvedAt is null && IsOurs(alarm))
            .OrderBy(alarm => alarm.What.Key, StringComparer.Ordinal).ToArray();
        var asked = await AskedAsync(community, cancellation);
        var news = open.Where(alarm => alarm.AcknowledgedAt is null && !asked.Contains(alarm.What.Key)).ToArray();
        context.Output("differences", open.Length);
        context.Output("news", news.Select(Row).ToList());
        context.Output("unexplained", news.Where(IsUnexplained).Select(Row).ToList());
        context.Output("alarms", news.Select(alarm => (object?)alarm.What.Key).ToList());
        context.Output("text", string.Join('\n', news.Select(Words)));
        return open.Length == 0 ? BlockWords.Done : news.Length == 0 ? Known : BlockWords.Differs;
    }

    /// <summary>The alarms that tasks which wait ask about.</summary>
    private async Task<HashSet<string>> AskedAsync(CommunityId community, CancellationToken cancellation)
    {
        var tasks = await Get<IInstanceReader>().BookmarksAsync(community.Value, "RunTask", null, cancellation);
        return
        [
            .. tasks.Select(task => task.Payload.GetValueOrDefault("payload")).OfType<OrderedDictionary<string, object?>>()
                .Select(payload => payload.GetValueOrDefault("allarmi")).OfType<List<object?>>()
                .SelectMany(keys => keys).Select(ValueText.Of),
        ];
    }

    private static object Row(Alarm alarm) => new OrderedDictionary<string, object?>
    {
        ["key"] = alarm.What.Key,
        ["title"] = alarm.What.Title,
        ["text"] = alarm.What.Detail,
        ["euro"] = alarm.What.Figures.Select(figure => (object?)figure.Value).FirstOrDefault(),
        ["severity"] = alarm.What.Severity,
    };

    private static string Words(Alarm alarm) => alarm.What.Figures is [var figure, ..]
        ? string.Create(CultureInfo.GetCultureInfo("it-IT"), $"{alarm.What.Title} ({figure.Value:+#,0.00;-#,0.00} €)")
        : alarm.What.Title;

    private static bool IsOurs(Alarm alarm) => alarm.What.Key.StartsWith($"{ReconcileMonths.AlarmKey}/", StringComparison.Ordinal);

    private static bool IsUnexplained(Alarm alarm) => alarm.What.Key.Split('/')[^1].StartsWith("unexplained.", StringComparison.Ordinal);

    private static string Because(ActivityContext context, string outcome, string sentence)
    {
        context.Output(BlockWords.Sentence, sentence);
        return outcome;
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
