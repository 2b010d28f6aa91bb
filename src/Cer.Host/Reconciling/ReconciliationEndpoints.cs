using System.Text.Json;
using Cer.Host.Looks;
using Cer.Host.Paying;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using NodaTime.Text;

namespace Cer.Host.Reconciling;

/// <summary>Months held against GSE and the bank: looked at, run again, with what tolerance; and what is expected to be paid.</summary>
internal static class ReconciliationEndpoints
{
    private const int LongestReason = 500;

    public static void MapReconciliation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reconciliation", GetAsync).RequireStaff().LooksAtAll(LookKind.Members)
            .WithSummary("The months of a year between settlement, statement and bank: items, differences, causes.");
        routes.MapPost("/reconciliation", RunAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Holds the months of a year against what GSE and the bank say now.");
        routes.MapPut("/reconciliation/tolerances", ToleratesAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Sets how far figures may be apart and still agree, with a reason.");
        routes.MapGet("/money/forecast", ForecastAsync).RequireStaff().LooksAtTotals(LookedDays.OfYear)
            .WithSummary("The payment days to come: advances, balances, fees, what waits below the minimum.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        string? year,
        ICommunityStore communities,
        IReconciliationStore kept,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = MoneyEndpoints.Year(year, time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var months = await kept.LatestAsync(found, new(asked, 1), new(asked, 12), cancellation);
        var (tolerances, revision) = await kept.TolerancesAsync(found, cancellation);
        var dossiers = await kept.DossiersAsync(found, 500, cancellation);
        return TypedResults.Ok(new ReconciliationView(
            asked,
            [.. months.Select(MonthView.Of)],
            new(tolerances.Eur, tolerances.Kwh, tolerances.Days, revision),
            [.. dossiers.Where(one => one.Month.Year == asked).Select(DossierView.Of)]));
    }

    private static async Task<IResult> RunAsync(
        string community,
        string? year,
        HttpContext context,
        ICommunityStore communities,
        ReconcileMonths reconcile,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = MoneyEndpoints.Year(year, time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await reconcile.RunAsync(found, asked, context.Person().Signature, cancellation) is { } months
            ? TypedResults.Ok(new RunView(asked, months))
            : Problems.NoCommunity;
    }

    private static async Task<IResult> ToleratesAsync(
        string community, HttpContext context, ICommunityStore communities, IReconciliationStore kept, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<TolerancesRequest>(context);
        var reason = EntryRequest.Text(request.Reason, "reason", LongestReason);
        if (request is not { Eur: { } eur, Kwh: { } kwh, Days: { } days })
            return Problems.Bad("Found no tolerances, expected eur, kwh and days.");
        var tolerances = new Tolerances(eur, kwh, days);
        if (tolerances.Problem is { } wrong) return Problems.Bad(wrong);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var revision = await kept.SetTolerancesAsync(
            found, tolerances, reason, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.Ok(new VersionView(revision));
    }

    private static async Task<IResult> ForecastAsync(
        string community, ICommunityStore communities, ViewMoney money, TimeProvider time, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await money.ForecastAsync(found, MoneyEndpoints.Today(time), cancellation) is { } payments
            ? TypedResults.Ok(payments.Select(PaymentView.Of).ToArray())
            : Problems.NoCommunity;
    }

    /// <summary>A year's months, tolerances and dossiers.</summary>
    internal sealed record ReconciliationView(int Year, MonthView[] Months, ToleranceView Tolerances, DossierView[] Dossiers);

    /// <summary>How far figures may be apart; revision 0 is the default.</summary>
    internal sealed record ToleranceView(decimal Eur, decimal Kwh, int Days, int Revision);

    /// <summary>How many months of the year were held against GSE and the bank.</summary>
    internal sealed record RunView(int Year, int Months);

    /// <summary>A month as it was kept: its rows as they were written.</summary>
    internal sealed record MonthView(
        string Month, int Revision, string Agreement, long Run, string? PaymentDue, string At, JsonElement Content)
    {
        public static MonthView Of(KeptReconciliation month) => new(
            YearMonthPattern.Iso.Format(month.Month),
            month.Revision,
            month.Agreement.Word(),
            month.Run,
            month.PaymentDue is { } day ? LocalDatePattern.Iso.Format(day) : null,
            InstantPattern.General.Format(month.At),
            JsonSerializer.Deserialize<JsonElement>(month.Content));
    }

    /// <summary>The tolerances as a page sends them.</summary>
    internal sealed record TolerancesRequest(decimal? Eur, decimal? Kwh, int? Days, string? Reason);
}
