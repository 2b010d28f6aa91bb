using System.Security.Cryptography;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Batches of payments in PostgreSQL: one act of a community after the other, each with its entries in the books.</summary>
public sealed class PayoutStore(NpgsqlDataSource db) : IPayoutStore
{
    private const string AddSql = """
        with made as (
          insert into core.payout (community_id, id, on_day, approvers, form, sha256, iban, bic, holder, made_by, made_at)
          select $1, 1 + coalesce(max(id), 0), $2, $3, $4, $5, $6::text, $7::text, $8, $9, $10 from core.payout where community_id = $1
          returning id),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $9, 'payout', jsonb_build_object('payout', id) from made)
        select id from made
        """;

    private const string PaymentsSql = """
        insert into core.payout_payment (community_id, payout_id, ordinal, end_to_end, member_id, bank_revision, iban, treasury,
          holder, cents, retained_cents)
        select $1, $2, sent.ordinal, $3 || 'N' || sent.ordinal, sent.member, sent.bank, sent.iban, sent.treasury, sent.holder,
          sent.cents, sent.retained
        from unnest($4::int[], $5::int[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[])
          with ordinality as sent (member, bank, iban, treasury, holder, cents, retained, ordinal)
        """;

    private const string ItemsSql = """
        insert into core.payout_item (community_id, payout_id, ordinal, entry_id, line, cents)
        select $1, $2, sent.ordinal, sent.entry, sent.line, sent.cents
        from unnest($3::int[], $4::int[], $5::int[], $6::bigint[]) as sent (ordinal, entry, line, cents)
        """;

    private const string ApproveSql = """
        with approved as (
          insert into core.payout_approval (community_id, payout_id, person_id, approved_at) values ($1, $2, $3, $4)
          on conflict do nothing returning 1)
        insert into core.audit (community_id, who, what, detail)
        select $1, $5, 'payout_approval', jsonb_build_object('payout', $2::int) from approved
        """;

    private const string CancelSql = """
        with gone as (
          insert into core.payout_end (community_id, payout_id, reason, ended_by, ended_at) values ($1, $2, $3, $4, $5) returning 1)
        insert into core.audit (community_id, who, what, detail)
        select $1, $4, 'payout_end', jsonb_build_object('payout', $2::int) from gone
        """;

    private const string FileSql = """
        with made as (
          insert into core.payout_file (community_id, payout_id, name, media_type, content, sha256, made_by, made_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8) returning 1)
        insert into core.audit (community_id, who, what, detail)
        select $1, $7, 'payout_file', jsonb_build_object('payout', $2::int) from made
        """;

    private const string KeptFileSql =
        "select name, media_type, content from core.payout_file where community_id = $1 and payout_id = $2 and content is not null";

    private const string UnmatchedSql = """
        select moved.id, file.file_name, moved.on_day, moved.cents, moved.reference, moved.words, moved.outcome = 'differs'
        from core.bank_movement as moved
        join core.bank_import as file on file.community_id = moved.community_id and file.id = moved.import_id
        where moved.community_id = $1 and moved.outcome <> 'matched'
          and not exists (select from core.standing_booking as booking
            where booking.community_id = moved.community_id and booking.movement_id = moved.id)
        order by moved.on_day desc, moved.id desc limit 1000
        """;

    // Only what the bank has paid and nobody sent back; each payment once.
    private const string ReleasableSql = """
        select paid.payout_id, paid.ordinal from core.payout_payment as paid
        where paid.community_id = $1 and paid.retained_cents > 0
          and exists (select from core.payout_event as told where told.community_id = $1 and told.payout_id = paid.payout_id
            and told.ordinal = paid.ordinal and told.kind = 'booked')
          and not exists (select from core.payout_event as told where told.community_id = $1 and told.payout_id = paid.payout_id
            and told.ordinal = paid.ordinal and told.kind in ('rejected', 'returned'))
          and not exists (select from core.ledger_entry as told where told.community_id = $1
            and told.source = format('release:%s:%s', paid.payout_id, paid.ordinal))
          and not exists (
            select from core.payout_item as item
            join core.ledger_line as line on line.community_id = item.community_id and line.entry_id = item.entry_id
              and line.ordinal = item.line
            where item.community_id = $1 and item.payout_id = paid.payout_id and item.ordinal = paid.ordinal
              and line.month <> all ($2::date[]))
        order by 1, 2
        """;

    public async Task<PayoutBasis> BasisAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.BasisAsync(community, cancellation);
    }

    public async Task<IReadOnlyList<KeptPayout>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.BatchesAsync(community, null, cancellation);
    }

    public Task<PayoutOutcome> AddAsync(
        CommunityId community,
        PayoutDraft draft,
        IReadOnlySet<YearMonth> unentitled,
        string who,
        Instant when,
        CancellationToken cancellation) => ActAsync(community, async connection =>
    {
        var basis = await connection.BasisAsync(community, cancellation);
        var now = PayoutDraft.Of(basis, draft.Day, unentitled);
        if (now.Mark != draft.Mark || now.Basis.From is not { Account: var from }) return MakePayouts.Changed;
        var payout = await connection.ScalarAsync<int>(
            AddSql,
            cancellation,
            community.Value,
            now.Day.ToColumn(),
            (short)basis.Approvers,
            now.IsList ? "list" : "sepa",
            now.Sha256(),
            from.Iban?.Code,
            basis.From!.Bic,
            from.Holder,
            who.Storable(),
            when.ToUtc());
        var accounts = now.Plan.Payments.Select(payment => basis.Accounts[payment.Member]).ToArray();
        await connection.RunAsync(
            PaymentsSql,
            cancellation,
            community.Value,
            payout,
            KeptPayout.MessageOf(community.Value, payout),
            accounts.Select(bank => bank.Member).ToArray(),
            accounts.Select(bank => bank.Revision).ToArray(),
            accounts.Select(bank => bank.Account!.Iban?.Code).ToArray(),
            accounts.Select(bank => bank.Account!.Treasury).ToArray(),
            accounts.Select(bank => bank.Account!.Holder).ToArray(),
            now.Plan.Payments.Select(payment => payment.Amount.Cents).ToArray(),
            now.Plan.Payments.Select(payment => payment.Retained.Cents).ToArray());
        var items = now.Plan.Payments.SelectMany(
            (payment, place) => payment.Items.Select(item => (Ordinal: place + 1, Item: item))).ToArray();
        await connection.RunAsync(
            ItemsSql,
            cancellation,
            community.Value,
            payout,
            items.Select(one => one.Ordinal).ToArray(),
            items.Select(one => one.Item.Entry).ToArray(),
            items.Select(one => one.Item.Line).ToArray(),
            items.Select(one => one.Item.Amount.Cents).ToArray());
        return new PayoutOutcome.Done(payout);
    }, cancellation);

    public Task<PayoutOutcome> ApproveAsync(
        CommunityId community, int payout, string mark, Person person, Instant when, CancellationToken cancellation) =>
        OfAsync(community, payout, async (connection, kept) =>
        {
            if (kept.EndedFor is not null) return Refuse("Found a batch that was given up, expected one that stands.");
            if (kept.IsStale) return Stale;
            if (kept.Mark != mark) return MakePayouts.Changed;
            if (kept.IsApproved) return Refuse("Found payments that are approved, expected a draft.");
            var counted = await connection.RunAsync(
                ApproveSql, cancellation, community.Value, payout, person.Id, when.ToUtc(), person.Signature);
            return counted == 1
                ? new PayoutOutcome.Done(payout)
                : Refuse("Found your own approval of these payments, expected that of another person: two different people approve.");
        }, cancellation);

    public Task<PayoutOutcome> CancelAsync(
        CommunityId community, int payout, string reason, string who, Instant when, CancellationToken cancellation) =>
        OfAsync(community, payout, async (connection, kept) =>
        {
            if (kept.SentAt is not null)
                return Refuse("Found a batch whose file was made, expected one without: the bank says what becomes of it.");
            if (kept.EndedFor is not null) return Refuse("Found a batch that was given up, expected one that stands.");
            await connection.RunAsync(
                CancelSql, cancellation, community.Value, payout, reason.Storable(), who.Storable(), when.ToUtc());
            return new PayoutOutcome.Done(payout);
        }, cancellation);

    public Task<PayoutOutcome> SendAsync(
        CommunityId community,
        int payout,
        Func<KeptPayout, (PayoutFile? File, string? Refusal)> write,
        string who,
        Instant when,
        CancellationToken cancellation) => OfAsync(community, payout, async (connection, kept) =>
    {
        if (kept.SentAt is not null) return new PayoutOutcome.Done(payout);
        if (kept.EndedFor is not null) return Refuse("Found a batch that was given up, expected one that stands.");
        if (kept.IsStale) return Stale;
        if (!kept.IsApproved) return Refuse("Found payments that wait for approval, expected approved ones.");
        var (file, refusal) = write(kept);
        if (file is null) return Refuse(refusal!);
        await connection.RunAsync(
            FileSql,
            cancellation,
            community.Value,
            payout,
            file.Name,
            file.MediaType,
            file.Content,
            SHA256.HashData(file.Content),
            who.Storable(),
            when.ToUtc());
        await connection.PostSentAsync(community, kept, who, when, cancellation);
        return new PayoutOutcome.Done(payout);
    }, cancellation);

    public async Task<PayoutFile?> FileAsync(CommunityId community, int payout, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.Connection.ListAsync(
            KeptFileSql,
            row => new PayoutFile(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2)),
            cancellation,
            community.Value,
            payout)).FirstOrDefault();
    }

    public Task<PayoutOutcome> TellAsync(
        CommunityId community, int payout, OutcomeTold told, string who, Instant when, CancellationToken cancellation) =>
        OfAsync(community, payout, async (connection, kept) =>
        {
            var acts = new PayoutActs(connection, community, null, who, when);
            var meant = kept.Payments.Where(payment =>
                told.Ordinal is { } one ? payment.Ordinal == one : payment.State == PaymentState.Sent);
            var count = 0;
            foreach (var payment in meant)
                if (await acts.TellAsync(kept.Id, payment, told.Kind, told.Day, null, cancellation)) count++;
            return count > 0
                ? new PayoutOutcome.Done(payout)
                : Refuse("Found no payment of which that can be told, expected one that is on its way.");
        }, cancellation);

    public async Task<ImportOutcome> ImportAsync(
        CommunityId community, BankImport import, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var outcome = await BankImports.RunAsync(session.Connection, community, import, who, when, cancellation);
        if (outcome is ImportOutcome.Taken) await transaction.CommitAsync(cancellation);
        return outcome;
    }

    public async Task<IReadOnlyList<KeptMovement>> UnmatchedAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.ListAsync(
            UnmatchedSql,
            row => new KeptMovement(
                row.GetInt32(0),
                row.GetString(1),
                row.ReadDay(2),
                new(row.GetInt64(3)),
                row.ReadText(4),
                row.ReadText(5),
                row.GetBoolean(6)),
            cancellation,
            community.Value);
    }

    public async Task<int> ReleaseAsync(CommunityId community, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var basis = await session.Connection.BasisAsync(community, cancellation);
        var balanced = basis.Balanced.Select(month => month.ToColumn()).ToArray();
        var due = await session.Connection.ListAsync(
            ReleasableSql, row => (Payout: row.GetInt32(0), Ordinal: row.GetInt32(1)), cancellation, community.Value, balanced);
        foreach (var batch in due.GroupBy(one => one.Payout))
        {
            var kept = (await session.Connection.BatchesAsync(community, batch.Key, cancellation)).Single();
            foreach (var (_, ordinal) in batch)
                await session.Connection.PostReleaseAsync(community, kept, kept.Payments[ordinal - 1], who, when, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return due.Count;
    }

    private static PayoutOutcome Stale { get; } = Refuse(
        "Found other amounts, accounts or approvers than when it was drafted, expected the same: give it up and draft it anew.");

    private static PayoutOutcome.Refused Refuse(string sentence) => new(sentence);

    private Task<PayoutOutcome> OfAsync(
        CommunityId community,
        int payout,
        Func<NpgsqlConnection, KeptPayout, Task<PayoutOutcome>> act,
        CancellationToken cancellation) => ActAsync(
            community,
            async connection => await connection.BatchesAsync(community, payout, cancellation) is [var kept]
                ? await act(connection, kept)
                : new PayoutOutcome.Unknown(),
            cancellation);

    private async Task<PayoutOutcome> ActAsync(
        CommunityId community, Func<NpgsqlConnection, Task<PayoutOutcome>> act, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var outcome = await act(session.Connection);
        if (outcome is PayoutOutcome.Done) await transaction.CommitAsync(cancellation);
        return outcome;
    }
}
