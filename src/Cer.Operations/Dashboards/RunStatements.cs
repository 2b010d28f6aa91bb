using System.Globalization;
using System.Text;
using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Runs statements of dashboards: what was found a moment ago is told again, and nobody has more than a few under way.</summary>
/// <param name="queries">Where they run.</param>
/// <param name="time">The clock.</param>
/// <param name="patience">How long somebody waits for a turn; two seconds when left out.</param>
public sealed class RunStatements(IPanelQueries queries, TimeProvider time, TimeSpan? patience = null)
{
    /// <summary>How long an answer is told again; for everybody longer, for their number is not known.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);
    public static readonly TimeSpan FreshForAll = TimeSpan.FromMinutes(5);

    /// <summary>How many queries of people who are not signed in run at once, all places together: half of what there is.</summary>
    public const int PublicAtOnce = 8;

    private const int MostBytes = 64 * 1024 * 1024;
    private const int MostPublicBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly AnswerShelf _shelf = new(time, MostBytes);
    private readonly Turns _turns = new(patience ?? Patience);

    // Whoever is not signed in takes neither a turn nor a place on the shelf from those who are.
    private readonly AnswerShelf _publicShelf = new(time, MostPublicBytes);
    private readonly Turns _publicTurns = new(patience ?? Patience, PublicAtOnce);

    /// <summary>The answer to an expanded statement, for somebody who may see it.</summary>
    /// <remarks>Text and values of the statement say everything of dashboard, panel, span and variables; the member is added.</remarks>
    public Task<BoardOutcome<PanelTable>> RunAsync(
        Audience audience, ExpandedSql sql, BoardViewer viewer, CancellationToken cancellation) =>
        RunAsync(audience, sql, viewer, anew: false, cancellation);

    /// <summary>The same, found anew whatever was found a moment ago.</summary>
    public async Task<BoardOutcome<PanelTable>> RunAsync(
        Audience audience, ExpandedSql sql, BoardViewer viewer, bool anew, CancellationToken cancellation)
    {
        if (!queries.IsReady(audience)) return new BoardOutcome<PanelTable>.Away(
            audience == Audience.Member
                ? "Found no member_connection in the settings, expected one: ./install.sh writes it."
                : "Found no rep_connection in the settings, expected one: ./install.sh writes it.",
            AwayReason.Unset);
        MemberDoor? door = null;
        var key = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{audience}|"));
        if (audience == Audience.Member)
        {
            if (viewer is not { Person: { } person, Own: { Member: { } member } own, Token: { } token }) return NoMember;
            door = new(token, member, viewer.For?.Mandate);
            key.Append(CultureInfo.InvariantCulture, $"{person.Id}|{own.Community?.Value}|{member}|{viewer.For?.Mandate}|");
        }

        var found = KeyOf(key, sql);
        var fresh = audience == Audience.Public ? FreshForAll : Fresh;
        var shelf = audience == Audience.Public && !viewer.IsStaff ? _publicShelf : _shelf;
        if (Kept() is { } kept) return kept;
        using var turn = await _turns.TakeAsync(viewer.Key, cancellation);
        if (turn is null) return new BoardOutcome<PanelTable>.TooMany();
        using var among = viewer.Person is null ? await _publicTurns.TakeAsync("", cancellation) : turn;
        if (among is null) return new BoardOutcome<PanelTable>.TooMany();
        if (Kept() is { } meanwhile) return meanwhile;
        return await queries.RunAsync(audience, sql, door, cancellation) switch
        {
            PanelRun.Done done => new BoardOutcome<PanelTable>.Found(done.Table, shelf.Put(found, done.Table)),
            PanelRun.TooLong => Away(AwayReason.Slow),
            PanelRun.Away away => Away(away.Reason),
            PanelRun.Refused refused => new BoardOutcome<PanelTable>.Away(
                $"Found a query that the database refuses ({refused.SqlState}), expected one that it answers:"
                + " tell whoever looks after the program.",
                AwayReason.Statement),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected a known outcome."),
        };

        BoardOutcome<PanelTable>.Found? Kept() => !anew && shelf.Find(found, fresh) is { } shelved ? new(shelved.Table, shelved.At) : null;
    }

    private static BoardOutcome<PanelTable>.Away Away(AwayReason reason) => new(AwayWords.Of(reason), reason);

    private static BoardOutcome<PanelTable>.NotThere NoMember =>
        new("Found no such member, expected your own, in a session of the pages.");

    private static string KeyOf(StringBuilder key, ExpandedSql sql)
    {
        foreach (var value in sql.Parameters)
        {
            var text = value switch
            {
                null => "-",
                Instant instant => string.Create(CultureInfo.InvariantCulture, $"@{instant.ToUnixTimeTicks()}"),
                var other => $"'{other}",
            };
            key.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
        }

        return key.Append('|').Append(sql.Text).ToString();
    }
}
