using Cer.Operations.Desk;
using Npgsql;

namespace Cer.Storage.Desk;

/// <summary>Writes an act with its papers, consents and delegations, inside the transaction that wrote its definition.</summary>
internal sealed class ActWriter(NpgsqlConnection connection, int community)
{
    private const string ActSql = """
        insert into core.desk_act (community_id, id, kind, before_version, version, first_day, undoes, author, at)
        select $1, 1 + coalesce(max(id), 0), $2, $3, $4, $5, $6, $7, $8 from core.desk_act where community_id = $1
        returning id
        """;

    private const string EvidenceSql = """
        insert into core.desk_evidence (community_id, act_id, member_id, kind, number, dated, kept_at, substation)
        select $1, $2, member.id, $4, $5, $6, $7, $8 from core.member as member where member.community_id = $1 and member.code = $3
        """;

    private const string ConsentSql = """
        insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
        select $1, coalesce((select max(id) from core.consent where community_id = $1), 0) + 1, member.id, 'quarter_hours',
          $3, $4, $5, $6, $7
        from core.member as member where member.community_id = $1 and member.code = $2
        """;

    // What came with an act goes with it: the consent that was given then, and who was to act for the member. Of somebody who is
    // no member any more all of it goes, whoever wrote it down meanwhile.
    private const string WithdrawSql = """
        insert into core.consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
        select given.community_id, given.id, $3, $4, $5
        from core.consent as given
        join core.desk_evidence as about on about.community_id = given.community_id and about.member_id = given.member_id
        join core.desk_act as act on act.community_id = about.community_id and act.id = about.act_id
        where given.community_id = $1 and about.act_id = $2 and (given.recorded_at = act.at or not exists (
          select from core.member_terms as still
          where still.community_id = $1 and still.version = $6 and still.member_id = given.member_id))
        on conflict do nothing
        """;

    private const string EndSql = """
        insert into core.delegation_end (community_id, delegation_id, last_day, reason, author, at)
        select given.community_id, given.id, given.from_day - 1, $3, $4, $5 from core.delegation as given
        where given.community_id = $1 and (given.act_id = $2 or (
          given.member_id in (select member_id from core.desk_evidence where community_id = $1 and act_id = $2)
          and not exists (select from core.member_terms as still
            where still.community_id = $1 and still.version = $6 and still.member_id = given.member_id)))
        on conflict do nothing
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, 'desk', jsonb_build_object('act', $3::int, 'kind', $4::text, 'version', $5::int))
        """;

    /// <returns>Its number; null where the address of a delegate is that of several accounts.</returns>
    public async Task<int?> WriteAsync(NewAct act, int version, CancellationToken cancellation)
    {
        var (who, at) = (act.Author.Storable(), act.At.ToUtc());
        var id = await connection.ScalarAsync<int>(
            ActSql, cancellation, community, act.Kind, act.Expected, version, act.FirstDay?.ToColumn(), act.Undoes, who, at);
        foreach (var member in act.Members)
            if (!await WriteAsync(id, member, act, cancellation)) return null;
        if (act.Undoes is { } undone)
        {
            var reason = FormattableString.Invariant($"desk act {undone} was taken back");
            await connection.RunAsync(WithdrawSql, cancellation, community, undone, reason, who, at, version);
            await connection.RunAsync(EndSql, cancellation, community, undone, reason, who, at, version);
            await AccountsTakenBack.CloseAsync(connection, community, undone, version, who, cancellation);
        }

        await connection.RunAsync(AuditSql, cancellation, community, who, id, act.Kind, version);
        return id;
    }

    private async Task<bool> WriteAsync(int id, ActMember member, NewAct act, CancellationToken cancellation)
    {
        var paper = member.Evidence;
        await connection.RunAsync(
            EvidenceSql,
            cancellation,
            community,
            id,
            member.Code,
            paper?.Kind,
            paper?.Number?.Storable(),
            paper?.Dated.ToColumn(),
            paper?.KeptAt.Storable(),
            member.Substation?.Storable());
        if (member.Consent is { } term)
        {
            await connection.RunAsync(
                ConsentSql,
                cancellation,
                community,
                member.Code,
                term.From.ToColumn(),
                term.To.ToColumn(),
                Words(paper),
                act.Author.Storable(),
                act.At.ToUtc());
        }

        var accounts = new AccessTable(connection, community, act.Author.Storable(), act.At);
        if (member.Access is { } own) await accounts.GiveAsync(member.Code, own, cancellation);
        if (member.Delegation is not { } delegation) return true;
        var given = await DelegationTable.AddAsync(
            connection, community, member.Code, delegation, id, act.Author, act.At, cancellation);
        return given is null || delegation.Access is not { } other
            || await accounts.OpenAsync(given.Value, other, cancellation) == AccessOutcome.Opened;
    }

    private static string Words(DeskEvidence? paper) => paper is null
        ? "at the desk"
        : $"{paper.Kind} {paper.Number} {NodaTime.Text.LocalDatePattern.Iso.Format(paper.Dated)}, {paper.KeptAt}".Storable();
}
