using System.CommandLine;
using System.Globalization;
using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Operations.Market;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Market;

/// <summary>The verb <c>prices</c>: fetches zonal prices from GME, and lists the days that lack some.</summary>
internal static class PricesCommand
{
    public static Command Create() => new("prices", "Zonal prices of the day-ahead market: fetch them from GME, list what is missing.")
    {
        Fetch(), Gaps(),
    };

    private static Command Fetch()
    {
        var data = DataOption.Create();
        var from = new Option<string>("--from") { Description = "First day, such as 2025-10-01; without it what is missing is fetched." };
        var to = new Option<string>("--to") { Description = "Last day; the last that is published when left out." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be asked for, and ask for nothing." };
        var command = new Command("fetch", "Fetch prices from GME and store them; months that they change are settled again.")
        {
            data, from, to, dry,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("prices fetch", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            var (way, problem) = MarketServices.Way(Settings.Read(folder));
            if (way is null) throw new UserFault(problem!);
            await using var services = await CerServices.OpenAsync(folder, Clock.Of(parse), cancellation);
            var days = await DaysAsync(services, way, parse.GetValue(from), parse.GetValue(to), cancellation);
            foreach (var part in days) Console.WriteLine(Words(part));
            if (days.Count == 0) Console.WriteLine("no price is missing");
            if (days.Count == 0 || parse.GetValue(dry)) return ExitCodes.Done;
            var report = await FetchAsync(services, days, cancellation);
            var (added, unchanged, corrected) = (report.Counts.Added, report.Counts.Unchanged, report.Counts.Corrected);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Requests} requests: {added} prices new, {unchanged} equal, {corrected} corrected"));
            if (report.Problem is null) return ExitCodes.Done;
            await Console.Error.WriteLineAsync($"prices fetch: {report.Problem}");
            return ExitCodes.Failed;
        }));
        return command;
    }

    private static Command Gaps()
    {
        var data = DataOption.Create();
        var command = new Command("gaps", "List the days of each zone that lack prices, from the first month that a community needs.")
        {
            data,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("prices gaps", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            await using var services = await CerServices.OpenAsync(folder, Clock.Of(parse), cancellation);
            var zones = MarketServices.Way(Settings.Read(folder)).Way?.Zones ?? [];
            var gaps = await services.GetRequiredService<FindPriceGaps>().RunAsync(null, zones, cancellation);
            foreach (var gap in gaps)
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{LocalDatePattern.Iso.Format(gap.Day)}  {CodeLists.Zones.Word(gap.Zone)}"
                    + $"  {gap.Missing} of {gap.Expected} hours missing"));
            if (gaps.Count == 0) Console.WriteLine("no price is missing");
            return gaps.Count == 0 ? ExitCodes.Done : ExitCodes.NotFinal;
        }));
        return command;
    }

    /// <summary>Goes on when the quota lets it, however long that is: whoever waits here has asked for it.</summary>
    private static async Task<FetchReport> FetchAsync(
        IServiceProvider services, IReadOnlyList<MarketDays> days, CancellationToken cancellation)
    {
        var fetch = ActivatorUtilities.CreateInstance<FetchPrices>(
            services, services.GetRequiredService<MarketPatience>() with { QuotaPatience = TimeSpan.FromHours(2) });
        return await fetch.RunAsync(
            days,
            (wait, reason) => Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"waiting {Math.Ceiling(wait.TotalSeconds)} seconds: {reason}")),
            cancellation);
    }

    private static async Task<IReadOnlyList<MarketDays>> DaysAsync(
        IServiceProvider services, GmeWay way, string? from, string? to, CancellationToken cancellation)
    {
        var find = services.GetRequiredService<FindPriceGaps>();
        if (from is null && to is null) return MarketDays.Of(await find.RunAsync(null, way.Zones, cancellation));
        var needed = await services.GetRequiredService<IPriceGapStore>().NeededAsync(null, cancellation);
        MarketZone[] zones = [.. needed.Keys.Union(way.Zones).Order()];
        if (zones.Length == 0) throw new UserFault("Found no community with a unit and no zones in the section gme, expected one zone.");
        if (from is null) throw new UserFault("Found --to without --from, expected both, or neither.");
        var (first, last) = (Day("--from", from), to is null ? find.LastDay : Day("--to", to));
        return first <= last && first >= new LocalDate(2004, 4, 1) && last <= find.LastDay.PlusDays(1)
            ? MarketDays.Of(first, last, zones)
            : throw new UserFault(
                $"Found days from {LocalDatePattern.Iso.Format(first)} to {LocalDatePattern.Iso.Format(last)}, expected a first day"
                + $" before a last one, from 2004-04-01 to {LocalDatePattern.Iso.Format(find.LastDay.PlusDays(1))}.");
    }

    private static LocalDate Day(string option, string text) => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day)
        ? day
        : throw new UserFault($"Found another {option}, expected a day such as 2025-10-01.");

    private static string Words(MarketDays part) =>
        $"{LocalDatePattern.Iso.Format(part.First)} to {LocalDatePattern.Iso.Format(part.Last)}: "
        + string.Join(", ", part.Zones.Select(CodeLists.Zones.Word));
}
