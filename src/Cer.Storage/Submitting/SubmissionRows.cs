using System.Text.Json;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Npgsql;

namespace Cer.Storage.Submitting;

/// <summary>Reads packages with their files and steps.</summary>
internal static class SubmissionRows
{
    public const string One = "one.id = $2";
    public const string OfMonth = "one.month = $2 and one.kind = $3 order by one.revision desc limit 1";
    public const string Newest = "true order by one.month desc, one.id desc limit $2";

    private const string Columns = """
        select one.id, core.submission_key(one.community_id, one.month, one.kind, one.revision), one.month, one.kind, one.revision,
          one.reason, coalesce(person.name, one.author), one.at, one.checklist, exists (select from core.submission as later
            where later.community_id = one.community_id and later.month = one.month and later.kind = one.kind
              and later.revision > one.revision)
        from core.submission as one left join core.person as person on one.author = 'person:' || person.id
        where one.community_id = $1 and
        """;

    private const string FilesSql = """
        select submission_id, name, media_type, size_bytes, encode(sha256, 'hex') from core.submission_file
        where community_id = $1 and submission_id = any ($2::int[]) order by submission_id, ordinal
        """;

    private const string StepsSql = """
        select step.submission_id, step.kind, step.at, coalesce(person.name, step.author), step.protocol, step.detail::text
        from core.submission_step as step left join core.person as person on step.author = 'person:' || person.id
        where step.community_id = $1 and step.submission_id = any ($2::int[]) order by step.submission_id, step.step
        """;

    public static async Task<IReadOnlyList<Submission>> ReadAsync(
        NpgsqlDataSource db, CommunityId community, string which, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(
            $"{Columns} {which}", row => Head(row, community), cancellation, [community.Value, .. values]);
        var ids = found.Select(one => one.Id).ToArray();
        var files = (await connection.ListAsync(
            FilesSql,
            row => (row.GetInt32(0), new KeptFile(row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4))),
            cancellation,
            community.Value,
            ids)).ToLookup(row => row.Item1, row => row.Item2);
        var steps = (await connection.ListAsync(StepsSql, row => (row.GetInt32(0), Step(row)), cancellation, community.Value, ids))
            .ToLookup(row => row.Item1, row => row.Item2);
        return [.. found.Select(one => one with { Files = [.. files[one.Id]], Steps = [.. steps[one.Id]] })];
    }

    /// <summary>What is kept of a step beside its columns.</summary>
    public static string Detail(SubmissionStep step) => JsonSerializer.Serialize(new
    {
        sentence = step.Sentence?.Storable(),
        reasons = step.Reasons.Select(reason => new
        {
            field = reason.Field.Storable(),
            code = reason.Code.Storable(),
            text = reason.Text.Storable(),
        }),
    });

    private static Submission Head(NpgsqlDataReader row, CommunityId community) => new()
    {
        Community = community,
        Id = row.GetInt32(0),
        Key = row.GetString(1),
        Month = row.ReadMonth(2),
        Kind = SubmissionWords.Kind(row.GetString(3))!.Value,
        Revision = row.GetInt32(4),
        Reason = row.ReadText(5),
        Author = row.GetString(6),
        At = row.ReadInstant(7),
        Checklist = row.GetFieldValue<string[]>(8),
        IsCorrected = row.GetBoolean(9),
    };

    private static SubmissionStep Step(NpgsqlDataReader row)
    {
        using var detail = JsonDocument.Parse(row.GetString(5));
        return new(
            SubmissionWords.State(row.GetString(1)),
            row.ReadInstant(2),
            row.GetString(3),
            row.ReadText(4),
            detail.RootElement.GetProperty("sentence").GetString(),
            [
                .. detail.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => new FieldReason(
                    reason.GetProperty("field").GetString()!,
                    reason.GetProperty("code").GetString()!,
                    reason.GetProperty("text").GetString()!)),
            ]);
    }
}
