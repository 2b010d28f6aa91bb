using System.Globalization;
using System.Text;
using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Runs statements of dashboards: what was found a moment ago is told again, and nobody has more than a few under way.</summary>
public sealed class RunStatements(IPanelQueries queries, TimeProvider time)
{
    /// <summary>How long an answer is told again; for everybody longer, for their number is not known.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);
    public static readonly TimeSpan FreshForAll = TimeSpan.FromMinutes(5);

    private const int MostBytes = 64 * 1024 * 1024;

    private readonly AnswerShelf _shelf = new(time, MostBytes);
    private readonly Turns _turns = new(TimeSpan.FromSeconds(2));

    /// <summary>The answer to an expanded statement, for somebody who may see it.</summary>
    /// <remarks>Text and values of the statement say everything of dashboard, panel, span and variables; the member is added.</remarks>
    public Task<BoardOutcome<PanelTable>> RunAsync(
        Audience audience, ExpandedSql sql, BoardViewer viewer, CancellationToken cancellation) =>
        RunAsync(audience, sql, viewer, anew: false, cancellation);

    /// <summary>The same, found anew whatever was found a moment ago.</summary>
    public async Task<BoardOutcome<PanelTable>> RunAsync(
        Audience audience, ExpandedSql sql, BoardViewer viewer, bool anew, CancellationToken cancellation)
    {
        if (!queries.IsReady(audience)) return new BoardOutcome<PanelTable>.Away(audience == Audience.Member
            ? "Found no member_connection in the settings, expected one: ./install.sh writes it."
            : "Found no rep_connection in the settings, expected one: ./install.sh writes it.");
        MemberDoor? door = null;
        var key = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{audience}|"));
        if (audience == Audience.Member)
        {
            if (viewer is not { Person: { } person, Own: { Member: { } member } own, Token: { } token }) return NoMember;
            door = new(token, member);
            key.Append(CultureInfo.InvariantCulture, $"{person.Id}|{own.Community?.Value}|{member}|");
        }

        var found = KeyOf(key, sql);
        var fresh = audience == Audience.Public ? FreshForAll : Fresh;
        if (Kept() is { } kept) return kept;
        using var turn = await _turns.TakeAsync(audience == Audience.Public ? $"{audience}" : viewer.Key, cancellation);
        if (turn is null) return new BoardOutcome<PanelTable>.TooMany();
        if (Kept() is { } meanwhile) return meanwhile;
        return await queries.RunAsync(audience, sql, door, cancellation) switch
        {
            PanelRun.Done done => new BoardOutcome<PanelTable>.Found(done.Table, _shelf.Put(found, done.Table)),
            PanelRun.TooLong => new BoardOutcome<PanelTable>.Away(
                "Found a query that took too long, more than 5 seconds, expected a shorter span, or a calmer moment."),
            PanelRun.Refused refused => new BoardOutcome<PanelTable>.Away(
                $"Found a query that the database refuses ({refused.SqlState}), expected one that it answers:"
                + " tell whoever looks after the program."),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected a known outcome."),
        };

        BoardOutcome<PanelTable>.Found? Kept() => !anew && _shelf.Find(found, fresh) is { } shelved ? new(shelved.Table, shelved.At) : null;
    }

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
