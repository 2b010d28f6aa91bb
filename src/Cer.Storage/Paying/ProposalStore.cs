using System.Text.Json;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>Proposed entries in PostgreSQL.</summary>
public sealed class ProposalStore(NpgsqlDataSource db) : IProposalStore
{
    private const string WaitingSql = """
        select told.id, told.key, told.on_day, told.document, told.words, told.lines, told.made_by, coalesce(person.name, told.made_by),
          told.made_at
        from core.entry_proposal as told
        left join core.person as person on told.made_by = 'person:' || person.id
        where told.community_id = $1 and ($2::int is null or told.id = $2)
          and not exists (select from core.entry_proposal_end as ended
            where ended.community_id = told.community_id and ended.proposal_id = told.id)
        order by told.id limit 1000
        """;

    private const string StrangersSql = """
        select exists (select from unnest($2::int[]) as named (id)
          where named.id is not null and not exists (select from core.member where community_id = $1 and id = named.id))
        """;

    private const string KnownSql = "select id from core.entry_proposal where community_id = $1 and key = $2";

    private const string AddSql = """
        insert into core.entry_proposal (community_id, id, key, on_day, document, words, lines, made_by, made_at)
        select $1, 1 + coalesce(max(id), 0), $2, $3, $4, $5, $6::jsonb, $7, $8 from core.entry_proposal where community_id = $1
        returning id
        """;

    private const string PostSql = """
        select core.post_entry($1, $2, 'manual', 'proposal:' || $3::int, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string EndSql = """
        with ended as (
          insert into core.entry_proposal_end (community_id, proposal_id, entry_id, reason, made_by, made_at)
          values ($1, $2, $3::int, $4::text, $5, $6) returning proposal_id)
        insert into core.audit (community_id, who, what, detail)
        select $1, $5, 'entry_proposal_end', jsonb_build_object('proposal', proposal_id, 'entry', $3::int) from ended
        """;

    public async Task<IReadOnlyList<EntryProposal>> WaitingAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(WaitingSql, Read, cancellation, community.Value, null);
    }

    public async Task<int?> ProposeAsync(
        CommunityId community, NewBookEntry entry, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var members = entry.Lines.Select(line => line.Account.Member).ToArray();
        if (await session.ScalarAsync<bool>(StrangersSql, cancellation, community.Value, members)) return null;
        if (await session.ScalarAsync<int?>(KnownSql, cancellation, community.Value, entry.Key.Storable()) is { } known) return known;
        var lines = entry.Lines.Select(line => new Line(
            line.Account.Kind, line.Account.Member, line.Account.Fund?.Storable(), line.Amount.Cents)).ToArray();
        var id = await session.ScalarAsync<int>(
            AddSql,
            cancellation,
            community.Value,
            entry.Key.Storable(),
            entry.Day.ToColumn(),
            entry.Document.Storable(),
            entry.Words.Storable(),
            JsonSerializer.Serialize(lines),
            who.Storable(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return id;
    }

    public async Task<ProposalOutcome> AgreeAsync(
        CommunityId community, int proposal, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        if (await session.ListAsync(WaitingSql, Read, cancellation, community.Value, proposal) is not [var told])
            return new ProposalOutcome.Unknown();
        if (told.Who == who) return new ProposalOutcome.Refused("Found your own proposal, expected another person to agree to it.");
        var lines = told.Entry.Lines;
        var entry = await session.ScalarAsync<int>(
            PostSql,
            cancellation,
            community.Value,
            told.Entry.Day.ToColumn(),
            proposal,
            told.Entry.Document,
            told.Entry.Words,
            who.Storable(),
            when.ToUtc(),
            lines.Select(line => line.Account.Kind).ToArray(),
            lines.Select(line => line.Account.Member).ToArray(),
            lines.Select(line => line.Account.Fund).ToArray(),
            new DateOnly?[lines.Count],
            lines.Select(line => line.Amount.Cents).ToArray());
        await session.RunAsync(EndSql, cancellation, community.Value, proposal, entry, null, who.Storable(), when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return new ProposalOutcome.Written(entry);
    }

    public async Task<ProposalOutcome> TurnDownAsync(
        CommunityId community, int proposal, string reason, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        if (await session.ListAsync(WaitingSql, Read, cancellation, community.Value, proposal) is not [_])
            return new ProposalOutcome.Unknown();
        await session.RunAsync(
            EndSql, cancellation, community.Value, proposal, null, reason.Storable(), who.Storable(), when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return new ProposalOutcome.TurnedDown();
    }

    private static EntryProposal Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        new(
            row.ReadDay(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(1),
            [
                .. JsonSerializer.Deserialize<Line[]>(row.GetString(5))!
                    .Select(line => (new BookAccount(line.Account, line.Member, line.Fund), new Domain.Money(line.Cents))),
            ]),
        row.GetString(6),
        row.GetString(7),
        row.ReadInstant(8));

    /// <summary>A line as the column has it.</summary>
    private sealed record Line(string Account, int? Member, string? Fund, long Cents);
}
