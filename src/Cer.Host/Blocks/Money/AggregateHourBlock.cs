using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.AggregateHour</c>: makes the hours of readings; without an hour, of all days that have changed.</summary>
/// <remarks>Hours are made by market days, which is what a late reading changes; an hour asked for again is made once.</remarks>
internal sealed class AggregateHourBlock(IServiceProvider services) : MoneyBlock(services)
{
    private const int MostDays = 366;

    public override ActivityDescriptor Descriptor { get; } = new("Cer.AggregateHour", BlockWords.Category)
    {
        Inputs =
        [
            new("hour", DataType.Parse("DateTimeOffset")),
            new("allowEstimated", DataType.Flag, true),
            new("mostDays", DataType.Int32, 31),
        ],
        Outputs = ["result", "days", "injectedKwh", "withdrawnKwh", "missingPods", BlockWords.Sentence],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation) =>
        run.Context.Input("hour") is DateTimeOffset hour
            ? await OneAsync(run, Instant.FromDateTimeOffset(hour), cancellation)
            : await DueAsync(run, cancellation);

    private static async Task<string?> OneAsync(BlockRun run, Instant at, CancellationToken cancellation)
    {
        var start = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);
        if (start < Instant.FromUtc(2000, 1, 2, 0, 0) || start + Duration.FromHours(1) > run.Now)
            throw new RefusedInput($"hour: Found {start}, expected an hour that is over.");
        var day = start.InZone(MarketHour.Rome).Date;
        var (hours, counts) = await run.Desk.Hours.MakeAsync(run.Community, day, cancellation);
        var own = hours.Where(one => one.Hour.Start == start).ToArray();
        Tell(run, counts, [day]);
        if (own.Length == 0) return Because(run, BlockWords.NothingToDo, "Found no point in service in that hour.");
        var missing = Missing(own);
        var estimated = own.Any(one => one.Quality is not (null or Quality.Measured));
        Result(run, own, missing);
        if (missing.Count > 0)
            return Because(run, BlockWords.Incomplete, $"Found nothing, or less than the whole hour, of {missing.Count} points.");
        return estimated && !run.Context.FlagInput("allowEstimated")
            ? Because(run, BlockWords.Incomplete, "Found estimated readings, expected measured ones.")
            : BlockWords.Done;
    }

    private static async Task<string?> DueAsync(BlockRun run, CancellationToken cancellation)
    {
        var most = run.Context.Input("mostDays") is int asked and > 0 and <= MostDays
            ? asked
            : throw new RefusedInput($"mostDays: Found {run.Context.TextInput("mostDays")}, expected 1 to {MostDays}.");
        List<object?> days = [];
        string? problem = null;
        while (days.Count < most && await run.Desk.DueWork.RunAsync(WorkKinds.Hours, run.Community, cancellation) is { } report)
        {
            days.Add(report.Item.Period);
            problem = report.Problem ?? problem;
        }

        run.Output("days", days);
        if (days.Count == 0) return BlockWords.NothingToDo;
        run.Effect($"Hours of {days.Count} days made from their readings.");
        return problem is null ? BlockWords.Done : Because(run, BlockWords.Incomplete, problem);
    }

    private static List<object?> Missing(MeterHour[] hours) =>
    [
        .. hours.Where(hour => hour.Unit is null ? hour.Withdrawn is null : hour.Injected is null)
            .Select(hour => hour.Pod.Code).Distinct().Order(StringComparer.Ordinal),
    ];

    private static void Result(BlockRun run, MeterHour[] hours, List<object?> missing)
    {
        var injected = hours.Sum(hour => hour.Injected?.KilowattHours ?? 0m);
        var withdrawn = hours.Sum(hour => hour.Withdrawn?.KilowattHours ?? 0m);
        run.Output("injectedKwh", injected);
        run.Output("withdrawnKwh", withdrawn);
        run.Output("missingPods", missing);
        run.Output("result", new OrderedDictionary<string, object?>
        {
            ["injectedKwh"] = injected,
            ["withdrawnKwh"] = withdrawn,
            ["missingPods"] = missing,
        });
    }

    private static void Tell(BlockRun run, AppendCounts counts, IReadOnlyList<LocalDate> days)
    {
        run.Output("days", days.Select(day => (object?)day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)).ToList());
        if (counts.Added + counts.Corrected > 0)
            run.Effect($"{counts.Added} hours made, {counts.Corrected} made anew.");
    }

    private static string Because(BlockRun run, string outcome, string sentence)
    {
        run.Output(BlockWords.Sentence, sentence);
        return outcome;
    }
}
