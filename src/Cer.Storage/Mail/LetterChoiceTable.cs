using Cer.Operations.Mail;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>Rows of what people want, inside somebody's transaction; of alarms the list of their readers goes along.</summary>
internal static class LetterChoiceTable
{
    // Of the same person one after the other, on every node.
    private const string TurnSql = "select pg_advisory_xact_lock(hashtext('core.letter_choice'), $1)";

    private const string AddSql = """
        insert into core.letter_choice (community_id, person_id, kind, revision, wants, how, at)
        select community.id, person.id, $3, 1 + coalesce((
            select max(revision) from core.letter_choice where community_id = $1 and person_id = $2 and kind = $3), 0), $4, $5, $6
        from core.community as community, core.person as person
        where community.id = $1 and person.id = $2 and core.wants_letters($1, $2, $3) <> $4
        """;

    private const string ReadSql = """
        insert into core.alarm_reader (community_id, person_id)
        select community.id, person.id from core.community as community, core.person as person
        where community.id = $1 and person.id = $2
        on conflict do nothing
        """;

    private const string LeaveSql = "delete from core.alarm_reader where community_id = $1 and person_id = $2";

    public static async Task<bool> SetAsync(
        NpgsqlConnection connection, int community, int person, LetterKind kind, bool wants, ChoiceWay how, DateTime at,
        CancellationToken cancellation)
    {
        if (!kind.IsOptional()) throw new ArgumentException($"Found {kind}, expected letters that one may do without.", nameof(kind));
        await connection.RunAsync(TurnSql, cancellation, person);
        var changed = await connection.RunAsync(AddSql, cancellation, community, person, kind.Word(), wants, WordOf(how), at);
        if (kind == LetterKind.Alarms)
            changed += await connection.RunAsync(wants ? ReadSql : LeaveSql, cancellation, community, person);
        return changed > 0;
    }

    public static ChoiceWay WayOf(string word) => word switch
    {
        "one_click" => ChoiceWay.OneClick,
        "link" => ChoiceWay.Link,
        _ => ChoiceWay.Page,
    };

    private static string WordOf(ChoiceWay way) => way switch
    {
        ChoiceWay.OneClick => "one_click",
        ChoiceWay.Link => "link",
        _ => "page",
    };
}
