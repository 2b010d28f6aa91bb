using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>The letters of a community in PostgreSQL, to look at and to decide about.</summary>
public sealed class LetterStore(NpgsqlDataSource db, TimeProvider time) : ILetterStore
{
    // Letters about how a person enters are that person's, whatever community's post they went by.
    private const string ListSql = """
        select id, state, attempts, at, problem, recipient, subject from core.letter_standing
        where community_id = $1 and ($2::bigint is null or id < $2) and key !~ '^(account|link):' order by id desc limit $3
        """;

    private const string FindSql = """
        select key, message_id, recipient, subject, html, plain, put_at, kind, reader_id from core.letter
        where community_id = $1 and id = $2 and key !~ '^(account|link):'
        """;

    private const string StateSql = """
        select id, state, attempts, at, problem from core.letter_standing where community_id = $1 and id = $2
        """;

    private const string QueueSql = """
        insert into core.letter_queue (community_id, letter_id, attempt) values ($1, $2, $3) on conflict do nothing
        """;

    private const string AgainSql = """
        insert into core.letter_event (community_id, letter_id, attempt, event, at, who)
        values ($1, $2, $3, 'put_again', $4, $5)
        """;

    // What no server took cannot be reported: such a report is forged, or late, and the letter stays in the queue.
    private const string BounceSql = """
        with meant as (
          select standing.community_id, standing.id, standing.attempts, letter.recipient
          from core.letter as letter
          join core.letter_standing as standing on standing.community_id = letter.community_id and standing.id = letter.id
          where letter.message_id = any ($1::text[]) and standing.state in ('sent', 'uncertain')),
        told as (
          insert into core.letter_event (community_id, letter_id, attempt, event, at, problem)
          select community_id, id, attempts, 'bounced', $2, $3 from meant returning 1),
        marked as (
          insert into core.address_mark (community_id, address, event, code, problem, letter_id, at)
          select meant.community_id, lower(meant.recipient), 'undeliverable', min(failed.code), $3, meant.id, $2
          from meant join unnest($4::text[], $5::text[]) as failed (address, code) on lower(failed.address) = lower(meant.recipient)
          group by meant.community_id, meant.recipient, meant.id)
        select count(*)::int from told
        """;

    public async Task<IReadOnlyList<ListedLetter>> ListAsync(
        CommunityId community, long? before, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new ListedLetter(row.ReadStanding(0), EmailAddress.Parse(row.GetString(5), null), row.GetString(6)),
            cancellation,
            community.Value,
            before,
            limit);
    }

    public async Task<StoredLetter?> FindAsync(CommunityId community, long id, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(FindSql, row => row.ReadLetter(0), cancellation, community.Value, id);
        return found.Count == 0
            ? null
            : await connection.Connection.WithAttachmentsAsync(found[0], community.Value, id, cancellation);
    }

    public async Task<LetterState?> RetryAsync(CommunityId community, long id, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two who decide at once: the second finds the letter waiting.
        await connection.LockCommunityAsync(community.Value, cancellation);
        var found = await connection.ListAsync(StateSql, row => row.ReadStanding(0), cancellation, community.Value, id);
        if (found.Count == 0) return null;
        if (found[0].State is LetterState.Waiting or LetterState.Sent) return found[0].State;
        if (await connection.RunAsync(QueueSql, cancellation, community.Value, id, found[0].Attempts) == 0)
            return LetterState.Waiting;
        await connection.RunAsync(
            AgainSql, cancellation, community.Value, id, found[0].Attempts, time.GetUtcNow().UtcDateTime, who.Storable());
        await transaction.CommitAsync(cancellation);
        return found[0].State;
    }

    public async Task<int> BounceAsync(Bounce bounce, CancellationToken cancellation)
    {
        // Of those that do not exist; a report also names who was elsewhere in the end.
        var bad = bounce.Failed.Where(one => one.Code is { MeansBadAddress: true }).ToArray();
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<int>(
            BounceSql,
            cancellation,
            bounce.MessageIds.Select(id => id.Storable()).ToArray(),
            time.GetUtcNow().UtcDateTime,
            bounce.Problem.Storable(),
            bad.Select(one => one.Address.Storable()).ToArray(),
            bad.Select(one => one.Code.ToString()).ToArray());
    }
}
