using Cer.Host.Looks;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>Every revision of a point's day, as it was known at an instant, as JSON or CSV.</summary>
internal static class HistoryEndpoints
{
    /// <summary>How many revisions an answer holds.</summary>
    public const int MostRows = Answer.MostRows;

    public static void MapHistory(this RouteGroupBuilder group)
    {
        group.MapGet("/readings", Get).LooksAtPoint(LookKind.Readings)
            .WithSummary("Every revision of a point's day with its class, and which stands, at an instant.");
        group.MapGet("/points", GetPoints).WithSummary("The points by number and the last four characters of their codes.");
    }

    /// <summary>Reads an instant; null when none is given.</summary>
    public static (Instant? At, string? Problem) ReadAt(string? at)
    {
        if (string.IsNullOrEmpty(at)) return (null, null);
        return OffsetDateTimePattern.Rfc3339.Parse(at) is { Success: true, Value: var value } && value.Year is > 1999 and < 2200
            ? (value.ToInstant(), null)
            : (null, "Found another instant, expected one such as 2026-10-25T11:00:00Z.");
    }

    private static async Task<IResult> Get(
        string community,
        string? point,
        string? day,
        string? at,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        IReadingHistory history,
        CancellationToken cancellation)
    {
        var (csv, noFormat) = Asked.Format(format);
        var (date, noDay) = Asked.Day(day);
        var (then, noInstant) = ReadAt(at);
        if ((noFormat ?? noDay) is { } problem) return problem;
        if (noInstant is not null) return Problems.Bad(noInstant);
        if (date is not { } asked) return Problems.Bad("Found no day, expected one such as 2026-10-25.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        if (Asked.Number(point ?? "") is not { } number
            || numbers.Points.FirstOrDefault(one => one.Value == number).Key is not { } code)
            return Problems.NotFound("Found no such point, expected the number of one: points lists them.");
        var known = await history.DayAsync(found, number, asked, then, MostRows + 1, cancellation);
        var rows = known.Revisions;
        RevisionRow[] told = [.. rows.Take(MostRows).Select(RevisionRow.Of)];
        context.Response.Headers[Answer.LeftOut] = rows.Count > MostRows ? "1" : "0";
        var iso = LocalDatePattern.Iso.Format(asked);
        return csv
            ? ItalianCsv.Of($"{community}-letture-{number}-{iso}", RevisionRow.Columns, told)
            : TypedResults.Ok(new HistoryView(
                number,
                code[^4..],
                iso,
                then is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null,
                told,
                [.. known.Standing.Select(StandingRow.Of)],
                rows.Count > MostRows));
    }

    private static async Task<IResult> GetPoints(
        string community, ICommunityStore communities, IRegistryView registry, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        return TypedResults.Ok(numbers.Points.OrderBy(one => one.Value)
            .Select(one => new PointLabel(one.Value, one.Key[^4..])).ToArray());
    }
}
