using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Settlement.Months;
using Cer.Workflows.Activities;
using Cer.Workflows.Values;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Blocks.Money;

/// <summary><c>Cer.ComputeSharedEnergy</c>: what a day or a month gave, took and shared, by the functions that settle.</summary>
/// <remarks>Nothing is kept: it is for flows that look, compare and warn.</remarks>
internal sealed class SharedEnergyBlock(IServiceProvider services) : MoneyBlock(services)
{
    private const string Period = "period";

    public override ActivityDescriptor Descriptor { get; } = new("Cer.ComputeSharedEnergy", BlockWords.Category)
    {
        Inputs = [new(Period, DataType.Text)],
        Outputs =
        [
            Period, "injectedKwh", "withdrawnKwh", "sharedKwh", "missingHours", "rows", "ruleVersion", BlockWords.Sentence,
        ],
        Outcomes = [BlockWords.Done, BlockWords.Incomplete, BlockWords.NothingToDo, BlockWords.Refused],
    };

    protected override async Task<string?> RunAsync(BlockRun run, CancellationToken cancellation)
    {
        var (month, day) = Asked(run);
        run.Output(Period, day is { } one ? LocalDatePattern.Iso.Format(one) : month.ToString());
        if (await run.Desk.Contract.ReadAsync(run.Community, month, month, null, new FaultList(), cancellation) is not { } material)
        {
            run.Output(BlockWords.Sentence, "Found faults in the community's definition or rules: cer settle names them.");
            return BlockWords.Refused;
        }

        var settled = new MonthSettler(material.Input).Settle(month);
        var (first, end) = day is { } only ? Places(month, only) : (0, month.HourCount);
        var missing = Enumerable.Range(first, end - first).Count(hour => settled.MissingPods[hour] is { Count: > 0 });
        run.Output("injectedKwh", Kwh(settled.Hours.Injected.AsSpan(first, end - first)));
        run.Output("withdrawnKwh", Kwh(settled.Hours.Withdrawn.AsSpan(first, end - first)));
        run.Output("sharedKwh", Kwh(settled.Hours.Shared.AsSpan(first, end - first)));
        run.Output("missingHours", missing);
        run.Output("ruleVersion", string.Join(", ", material.Input.Rules.Ids));
        if (day is not null) run.Output("rows", Rows(settled, month, first, end));
        if (missing == 0) return BlockWords.Done;
        run.Output(BlockWords.Sentence, string.Create(
            CultureInfo.InvariantCulture, $"Found {missing} of {end - first} hours with a point missing, expected all points."));
        return material.Input.Readings.First is not null ? BlockWords.Incomplete : BlockWords.NothingToDo;
    }

    private static (MarketMonth Month, LocalDate? Day) Asked(BlockRun run)
    {
        var written = run.Context.TextInput(Period)?.Trim();
        if (string.IsNullOrEmpty(written)) return Of(run.Today.PlusDays(-1));
        if (MarketMonth.TryParse(written, out var month)) return (month, null);
        return LocalDatePattern.Iso.Parse(written) is { Success: true,
            Value: { Year: >= MarketMonth.FirstYear and <= MarketMonth.LastYear } day }
            ? Of(day)
            : throw new RefusedInput(
                $"{Period}: Found '{BlockRun.Short(written)}', expected a day such as 2026-01-31 or a month such as 2026-01.");

        static (MarketMonth, LocalDate?) Of(LocalDate day) => (MarketMonth.Of(day), day);
    }

    private static (int First, int End) Places(MarketMonth month, LocalDate day)
    {
        var first = (int)(MarketMonth.HourOf(day) - month.FirstHour);
        return (first, day == month.LastDay ? month.HourCount : (int)(MarketMonth.HourOf(day.PlusDays(1)) - month.FirstHour));
    }

    private static List<object?> Rows(MonthSettlement settled, MarketMonth month, int first, int end)
    {
        List<object?> rows = [];
        for (var hour = first; hour < end; hour++)
        {
            rows.Add(new OrderedDictionary<string, object?>
            {
                ["hour"] = InstantPattern.General.Format(Instant.FromUnixTimeSeconds((month.FirstHour + hour) * 3600)),
                ["injectedKwh"] = Kwh(settled.Hours.Injected[hour]),
                ["withdrawnKwh"] = Kwh(settled.Hours.Withdrawn[hour]),
                ["sharedKwh"] = Kwh(settled.Hours.Shared[hour]),
                ["missing"] = settled.MissingPods[hour]?.Count ?? 0,
            });
        }

        return rows;
    }

    private static decimal Kwh(params ReadOnlySpan<long> micro)
    {
        var sum = 0L;
        foreach (var one in micro) sum += one;
        return sum / (decimal)Energy.Micro;
    }
}
