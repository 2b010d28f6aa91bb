using Cer.Domain;
using Cer.Host.Documents;
using Cer.Host.Explaining;
using Cer.Host.People;
using Cer.Operations.Documents;
using Cer.Operations.Explaining;
using Cer.Operations.Mine;
using Cer.Operations.Viewing;
using NodaTime.Text;
using static Cer.Host.Mine.MineViews;
using ItalianCsv = Cer.Host.Viewing.ItalianCsv;

namespace Cer.Host.Mine;

/// <summary>What a member sees of its own; whoever is bound to several names one by <c>?member=</c>, who acts for another the delegation
/// by <c>?acting=</c>.</summary>
internal static class MineEndpoints
{
    public static void MapMine(this IEndpointRouteBuilder routes)
    {
        routes.MapMineCommunity();
        var group = routes.MapGroup("/api/mine").WithTags("Mine").RequireRoles(Role.Member, Role.Delegate);
        group.MapGet("", GetAsync).WithSummary("The member: points, today, months.");
        group.MapGet("/months/{month}", GetMonthAsync)
            .WithSummary("A month with its days; ?format=csv for the days as a table.");
        group.MapGet("/months/{month}/hours", GetHoursAsync)
            .WithSummary("The hours of a month, or of its ?day=; ?format=csv for a table.");
        group.MapGet("/documents", GetDocumentsAsync).WithSummary("The member's documents, the newest first.");
        group.MapGet("/payments", GetPaymentsAsync).WithSummary("What was paid to the member and when, the newest first.");
        group.MapMineYears();
        group.MapGet("/hour", GetHourAsync).WithSummary("The hour ?at=2026-01-31T11:00:00Z: what of yours was shared, and why.");
        group.MapGet("/months/{month}/why", GetWhyAsync).WithSummary("Why the month's amount is what it is.");
    }

    private static async Task<IResult> GetAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var months = await own.Read.MonthsAsync(own.Token, own.Profile, cancellation);
        if (IsCsv(context)) return ItalianCsv.Of("mesi", MonthView.Columns, months.Select(MonthView.Of));
        var today = await own.Read.TodayAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(new
        {
            Member = new { own.Profile.Name, own.Profile.Category },
            Community = new { own.Profile.Code, Name = own.Profile.CommunityName, own.Profile.Invented },
            Points = (await own.Read.PointsAsync(own.Token, own.Profile, cancellation)).Select(PointView.Of).ToArray(),
            Today = today is { } known
                ? new
                {
                    WithdrawnKwh = known.Day.Withdrawn?.KilowattHours,
                    InjectedKwh = known.Day.Injected?.KilowattHours,
                    CompletenessPercent = known.Completeness
                }
                : null,
            Months = months.Select(MonthView.Of).ToArray(),
            Recalculations = (await own.Read.RecalculationsAsync(own.Token, own.Profile, cancellation))
                .Select(RecalculationView.Of).ToArray(),
        });
    }

    private static async Task<IResult> GetMonthAsync(HttpContext context, string month)
    {
        if (!MarketMonth.TryParse(month, out var asked)) return NoMonth();
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var hours = await own.Read.HoursAsync(
            own.Token, own.Profile, asked.FirstDay, asked.LastDay, context.RequestAborted);
        var days = hours.GroupBy(hour => hour.Hour.Day).Select(day => DayView.Of(MineSpan.Sum([.. day]))).ToArray();
        if (IsCsv(context)) return ItalianCsv.Of($"giorni-{asked}", DayView.Columns, days);
        var settled = (await own.Read.MonthsAsync(own.Token, own.Profile, context.RequestAborted))
            .FirstOrDefault(known => (known.Month.Year, known.Month.Month) == (asked.Year, asked.Month));
        if (settled is null && hours.All(hour => hour.Expected == 0))
            return Answers.Problem(
                $"Found nothing of yours in {asked}, expected a month in which you are a member.",
                StatusCodes.Status404NotFound);
        return TypedResults.Ok(
            (settled is null ? MonthView.Unsettled(asked) : MonthView.Of(settled)) with { Days = days });
    }

    private static async Task<IResult> GetHoursAsync(HttpContext context, string month, string? day)
    {
        if (!MarketMonth.TryParse(month, out var asked)) return NoMonth();
        var (first, last) = (asked.FirstDay, asked.LastDay);
        if (day is not null)
        {
            if (!LocalDatePattern.Iso.Parse(day).TryGetValue(default, out var only) || only < first || last < only)
                return Answers.Problem(
                    $"Found another day, expected one of {asked} such as {LocalDatePattern.Iso.Format(first)}.",
                    StatusCodes.Status400BadRequest);
            (first, last) = (only, only);
        }

        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var hours = (await own.Read.HoursAsync(own.Token, own.Profile, first, last, context.RequestAborted))
            .Select(HourView.Of).ToArray();
        return IsCsv(context)
            ? ItalianCsv.Of($"ore-{asked}", HourView.Columns, hours)
            : TypedResults.Ok(new { Hours = hours });
    }

    private static async Task<IResult> GetPaymentsAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var payments = await own.Read.PaymentsAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(payments.Select(MinePaymentView.Of).ToArray());
    }

    private static async Task<IResult> GetDocumentsAsync(HttpContext context, SentDocuments sent)
    {
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var views = new List<MineDocumentView>();
        foreach (var document in await own.Read.DocumentsAsync(own.Token, own.Profile, context.RequestAborted))
        {
            var state = await sent.OneAsync(own.Profile.Community, document.Id, context.RequestAborted);
            views.Add(MineDocumentView.Of(document, own.Profile, SentView.Of(state)));
        }

        return TypedResults.Ok(views);
    }

    private static async Task<IResult> GetWhyAsync(
        HttpContext context, string month, IRegistryView registry, ExplainMonth explain)
    {
        if (!MarketMonth.TryParse(month, out var asked)) return NoMonth();
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var code = await CodeAsync(own, registry, context.RequestAborted);
        var told = await explain.MemberAsync(own.Profile.Community, asked, code, context.RequestAborted);
        return ExplanationView.Answer(told, month, null);
    }

    private static async Task<IResult> GetHourAsync(
        HttpContext context, string? at, IRegistryView registry, ExplainHour explain)
    {
        var (hour, problem) = Viewing.Asked.Hour(at);
        if (problem is not null) return problem;
        if (await OwnProfile.OpenAsync(context) is not { } own) return OwnProfile.Refusal(context);
        var code = await CodeAsync(own, registry, context.RequestAborted);
        return HourAnswerView.Answer(
            await explain.RunAsync(own.Profile.Community, hour!.Value, code, context.RequestAborted), isOwn: true);
    }

    private static async Task<string> CodeAsync(OwnProfile own, IRegistryView registry, CancellationToken cancellation) =>
        (await registry.NumbersAsync(own.Profile.Community, cancellation))
            .Members.First(known => known.Value == own.Profile.Member).Key;

    private static IResult NoMonth() =>
        Answers.Problem(
            "Found no month in the address, expected one such as 2026-01.", StatusCodes.Status400BadRequest);

    private static bool IsCsv(HttpContext context) => context.Request.Query["format"] == "csv";
}
