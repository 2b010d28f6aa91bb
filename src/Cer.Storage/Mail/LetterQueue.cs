using Cer.Operations.Mail;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>The queue of letters in PostgreSQL: claimed by a row for a lease, that any node may take over when it ran out.</summary>
public sealed class LetterQueue(NpgsqlDataSource db, TimeProvider time) : ILetterQueue
{
    private const string ClaimSql = """
        with due as (
          select community_id, letter_id from core.letter_queue
          where not closed and not_before <= clock_timestamp() and (lease_until is null or lease_until < clock_timestamp())
          order by not_before, community_id, letter_id
          limit 1 for update skip locked),
        claimed as (
          update core.letter_queue as queue
          set holder = $1, lease_until = clock_timestamp() + $2, attempt = attempt + 1, tries = tries + 1
          from due where (queue.community_id, queue.letter_id) = (due.community_id, due.letter_id)
          returning queue.community_id, queue.letter_id, queue.attempt, queue.tries)
        select claimed.community_id, claimed.letter_id, claimed.attempt, claimed.tries,
          letter.key, letter.message_id, letter.recipient, letter.subject, letter.html, letter.plain, letter.put_at, letter.kind,
          letter.reader_id, person.language,
          case when letter.optional
            then core.letter_hindrance(letter.community_id, letter.kind, letter.reader_id, letter.recipient) end
        from claimed
        join core.letter as letter on letter.community_id = claimed.community_id and letter.id = claimed.letter_id
        left join core.person as person on person.id = letter.reader_id
        """;

    private const string CloseSql = """
        update core.letter_queue set closed = true, lease_until = clock_timestamp() + $4
        where community_id = $1 and letter_id = $2 and holder = $3 and not closed and lease_until > clock_timestamp()
          and not exists (
            select from core.letter as letter where letter.community_id = $1 and letter.id = $2 and letter.optional
              and core.letter_hindrance(letter.community_id, letter.kind, letter.reader_id, letter.recipient) is not null)
        """;

    // What was sent is put down even by a holder whose lease is over: it happened.
    private const string LeaveSql = """
        delete from core.letter_queue where community_id = $1 and letter_id = $2 and holder = $3
        """;

    private const string PutOffSql = """
        update core.letter_queue
        set holder = null, lease_until = null, closed = false, not_before = clock_timestamp() + $4
        where community_id = $1 and letter_id = $2 and holder = $3 and since > clock_timestamp() - $5
        """;

    private const string EventSql = """
        insert into core.letter_event (community_id, letter_id, attempt, event, at, problem) values ($1, $2, $3, $4, $5, $6)
        """;

    private const string MarkSql = """
        insert into core.address_mark (community_id, address, event, code, problem, letter_id, at)
        select community_id, lower(recipient), 'undeliverable', $3, $4, id, $5 from core.letter where community_id = $1 and id = $2
        """;

    private const string SweepSql = """
        with lost as (
          delete from core.letter_queue where (community_id, letter_id) in (
            select community_id, letter_id from core.letter_queue
            where closed and lease_until < clock_timestamp() for update skip locked)
          returning community_id, letter_id, attempt),
        told as (
          insert into core.letter_event (community_id, letter_id, attempt, event, at, problem)
          select community_id, letter_id, attempt, 'uncertain', $1, $2 from lost returning 1)
        select count(*)::int from told
        """;

    private const string Died =
        "The program ended while the letter was handed over: it may have arrived or not. Put it again only if it did not.";

    public async Task<ClaimedLetter?> ClaimAsync(TimeSpan lease, CancellationToken cancellation)
    {
        var holder = Guid.NewGuid();
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            ClaimSql,
            row => new ClaimedLetter(
                new(row.GetInt32(0)), row.GetInt64(1), holder, row.GetInt32(2), row.GetInt32(3), row.ReadLetter(4))
            {
                Language = row.ReadText(13),
                Hindered = LetterRows.HindranceOf(row.ReadText(14)),
            },
            cancellation,
            holder,
            lease);
        if (found.Count == 0) return null;
        var letter = found[0];
        var whole = await connection.WithAttachmentsAsync(letter.Stored, letter.Community.Value, letter.Id, cancellation);
        return letter with { Stored = whole };
    }

    public async Task<bool> CloseAsync(ClaimedLetter letter, TimeSpan lease, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.RunAsync(
            CloseSql, cancellation, letter.Community.Value, letter.Id, letter.Holder, lease) == 1;
    }

    public async Task SettleAsync(
        ClaimedLetter letter, CarryOutcome outcome, TimeSpan wait, TimeSpan giveUpAfter, CancellationToken cancellation)
    {
        var (community, id, holder) = (letter.Community.Value, letter.Id, letter.Holder);
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var word = outcome switch
        {
            CarryOutcome.Accepted => "sent",
            CarryOutcome.Refused => "failed",
            CarryOutcome.Unanswered => "uncertain",
            CarryOutcome.Withheld => "withheld",
            _ => "put_off",
        };
        var problem = outcome.Problem?.Storable();
        if (word != "put_off")
        {
            var isHeld = await connection.RunAsync(LeaveSql, cancellation, community, id, holder) == 1;
            // A sweep said "uncertain" before; only certainty is worth another event.
            if (!isHeld && word == "uncertain") return;
        }
        else if (await connection.RunAsync(PutOffSql, cancellation, community, id, holder, wait, giveUpAfter) == 0)
        {
            if (await connection.RunAsync(LeaveSql, cancellation, community, id, holder) == 0) return;
            (word, problem) = (
                "failed",
                $"Found no server that took it in {giveUpAfter.TotalDays:0.#} days, expected one. Last: {problem}");
        }

        await connection.RunAsync(
            EventSql, cancellation, community, id, letter.Attempt, word, time.GetUtcNow().UtcDateTime, problem);
        if (outcome is CarryOutcome.Refused { BadAddress: { } code })
        {
            await connection.RunAsync(
                MarkSql, cancellation, community, id, code.ToString(), problem, time.GetUtcNow().UtcDateTime);
        }

        await transaction.CommitAsync(cancellation);
    }

    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<int>(SweepSql, cancellation, time.GetUtcNow().UtcDateTime, Died);
    }
}
