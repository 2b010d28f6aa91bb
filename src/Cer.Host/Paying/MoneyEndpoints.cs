using Cer.Domain;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Host.Paying;

/// <summary>The money of a year: expected, advised, received; and what staff enter of the last two.</summary>
internal static class MoneyEndpoints
{
    public static void MapMoney(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/money", GetAsync).RequireStaff().LooksAtTotals(LookedDays.OfYear)
            .WithSummary("The money of a year of energy: months, fees, payment days, entries; each as CSV.");
        routes.MapEntries("/money/entries", Ledger.Incentives);
    }

    private static async Task<IResult> GetAsync(
        string community,
        string? year,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        ViewMoney view,
        IRegistryView registry,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, noYear) = Year(year, time);
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "months", "payments", "entries");
        if ((noYear ?? noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.RunAsync(found, asked, cancellation) is not { } money) return Problems.NoCommunity;
        var answer = MoneyYearView.Of(money, await registry.NumbersAsync(found, cancellation));
        var name = $"{community}-denaro-{asked}-{which}";
        return !csv ? TypedResults.Ok(answer) : which switch
        {
            "payments" => Answer.Table(context, csv, name, answer.Payments, PaymentView.Columns),
            "entries" => Answer.Table(context, csv, name, answer.Entries, EntryView.Columns),
            _ => Answer.Table(context, csv, name, answer.Months, MonthMoneyView.Columns),
        };
    }

    /// <summary>The year asked for, this one when none is named; the calendar's first and last lack neighbours.</summary>
    public static (int Year, IResult? Problem) Year(string? year, TimeProvider time)
    {
        if (string.IsNullOrEmpty(year)) return (Today(time).Year, null);
        return Asked.Number(year) is { } number and > MarketMonth.FirstYear and < MarketMonth.LastYear
            ? (number, null)
            : (0, Problems.Bad("Found another year, expected one such as 2026."));
    }

    /// <summary>The day in Rome.</summary>
    public static LocalDate Today(TimeProvider time) =>
        Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
}
