using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Files;
using Cer.Operations.Dashboards.Spans;
using Cer.Operations.Dashboards.Sql;
using NodaTime;
using NodaTime.Text;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Host.Dashboards;

/// <summary>What a page asks of a dashboard. There is no place for a statement in it; further members are passed over.</summary>
internal sealed record QueryBody(
    int? PanelId,
    string? RefId,
    string? From,
    string? To,
    Dictionary<string, string?[]?>? Variables,
    int? MaxPoints,
    string? Community,
    int? Member,
    TimeFile? Span = null,
    string? Compare = null)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>Of a dashboard for everybody the span that is named: whoever is not of the staff asks no other.</summary>
    /// <exception cref="BadHttpRequestException">It is none of the list.</exception>
    public SqlRange Named(Dashboard board, Instant now) => OpenSpans.Find(board, Span, Compare, now) is { } range
        ? range with { MaxPoints = Points }
        : throw new BadHttpRequestException(
            "Found another span, expected one of the dashboard's, by its name,"
            + " such as {\"span\": {\"from\": \"now-30d/d\", \"to\": \"now\"}}.");

    /// <exception cref="BadHttpRequestException">They are no instants, or not in order, or too far apart.</exception>
    public SqlRange Range()
    {
        var (from, to) = (At(From, "from"), At(To, "to"));
        if (to < from || to - from > AskBoard.MostSpan)
            throw new BadHttpRequestException("Found a span that ends before it begins or is longer, expected at most 5 years.");
        return new(from, to, Points);
    }

    private int Points => MaxPoints is > 0 and var points ? Math.Min(points, PanelTable.MostRows) : SqlRange.UsualPoints;

    /// <exception cref="BadHttpRequestException">One of them has no value.</exception>
    public Dictionary<string, string[]> Chosen()
    {
        var chosen = new Dictionary<string, string[]>();
        foreach (var (name, values) in Variables ?? [])
        {
            if (values is null || values.Contains(null))
                throw new BadHttpRequestException(
                    "Found a variable without a list of texts, expected one such as {\"community\": [\"1\"]}.");
            chosen[name] = values!;
        }

        return chosen;
    }

    private static Instant At(string? text, string name) =>
        OffsetDateTimePattern.Rfc3339.Parse(text ?? "") is { Success: true, Value: var value } && value.Year is > FirstYear and < LastYear
            ? value.ToInstant()
            : throw new BadHttpRequestException($"Found no instant in {name}, expected one such as 2026-10-25T00:00:00Z.");
}
