using Cer.Domain;
using Cer.Host.Looks;
using Cer.Operations.Documents;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Viewing.Months;

/// <summary>The months of a community, one of them with all that it holds, and its hours, as JSON or CSV.</summary>
internal static class MonthEndpoints
{
    private const int MostUnitHours = 50_000;

    public static void MapMonths(this RouteGroupBuilder group)
    {
        group.MapGet("/months", GetMonths).LooksAtTotals(LookedDays.Ever).WithSummary("The settled months, by month.");
        group.MapGet("/months/{month}", GetMonth).LooksAtAll(LookKind.Members)
            .WithSummary("A settled month; as CSV one of its tables: days, plants, members, funds, gaps.");
        group.MapGet("/months/{month}/runs", GetRuns).LooksAtAll(LookKind.Members)
            .WithSummary("Every run over a month, the newest first, with what it changed for units and members.");
        group.MapGet("/months/{month}/hours", GetHours).LooksAtAll(LookKind.Plant)
            .WithSummary("The hours of a month, or of a day of it.");
    }

    private static async Task<IResult> GetMonths(
        string community,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IRunStore runs,
        IDocumentArchive archive,
        CancellationToken cancellation)
    {
        var (csv, problem) = Asked.Format(format);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var documents = await archive.CountsAsync(found, cancellation);
        MonthRowView[] months = [.. (await runs.MonthsAsync(found, cancellation)).Select(row =>
            MonthRowView.Of(row, documents.GetValueOrDefault(row.Settled.Month)))];
        return Answer.Table(context, csv, $"{community}-mesi", months, MonthRowView.Columns);
    }

    private static async Task<IResult> GetMonth(
        string community,
        string month,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        ViewMonth view,
        IDocumentArchive archive,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "days", "plants", "members", "funds", "gaps");
        if ((noMonth ?? noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (await view.RunAsync(found, asked!.Value, cancellation) is not { } page) return NotSettled(asked.Value);
        var documents = await archive.CountsAsync(found, cancellation);
        var answer = MonthDetailView.Of(page, documents.GetValueOrDefault(page.Month.Settled.Month));
        var name = $"{community}-{asked}-{which}";
        return !csv ? TypedResults.Ok(answer) : which switch
        {
            "plants" => Answer.Table(context, csv, name, answer.Plants, PlantRow.Columns),
            "members" => Answer.Table(context, csv, name, answer.Members, MemberRow.Columns),
            "funds" => Answer.Table(context, csv, name, answer.Funds, FundRow.Columns),
            "gaps" => Answer.Table(context, csv, name, answer.Gaps, GapRow.Columns),
            _ => Answer.Table(context, csv, name, answer.Days, DayView.Columns),
        };
    }

    private static async Task<IResult> GetRuns(
        string community,
        string month,
        ICommunityStore communities,
        IRunHistory history,
        IRegistryView registry,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        if (noMonth is not null) return noMonth;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var runs = await history.RunsAsync(found, new(asked!.Value.Year, asked.Value.Month), cancellation);
        if (runs.Count == 0) return NotSettled(asked.Value);
        var numbers = await registry.NumbersAsync(found, cancellation);
        return TypedResults.Ok(runs.Select(run => RunView.Of(run, numbers)).ToArray());
    }

    private static async Task<IResult> GetHours(
        string community,
        string month,
        string? day,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        ViewMonth view,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        var (only, noDay) = Asked.Day(day);
        var (csv, noFormat) = Asked.Format(format);
        if ((noMonth ?? noDay ?? noFormat) is { } problem) return problem;
        if (only is { } one && MarketMonth.Of(one) != asked)
            return Problems.Bad($"Found the day {day}, expected one of {asked}.");
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.HoursAsync(found, asked!.Value, only, cancellation) is not { } hours) return Problems.NoCommunity;
        if (hours.Hours.Sum(hour => hour.Units.Count) is > MostUnitHours and var many)
            return Problems.Bad($"Found {many} hours of units, expected at most {MostUnitHours}: ask for one day with day=.");
        MonthHourView[] views = [.. hours.Hours.Select(hour => MonthHourView.Of(hour, hours))];
        if (!csv) return TypedResults.Ok(new { hours = views });
        var units = hours.Hours.SelectMany(hour => hour.Units).Select(unit => unit.Unit).Distinct();
        var name = $"{community}-{(only is null ? asked.ToString() : day)}-ore";
        return Answer.Table(context, csv, name, views, MonthHourView.Columns(units));
    }

    private static ProblemHttpResult NotSettled(MarketMonth month) =>
        Problems.NotFound($"Found no settlement of {month}, expected a month that was settled.");
}
