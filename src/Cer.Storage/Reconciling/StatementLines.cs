using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Cer.Storage.Reconciling;

/// <summary>The lines of statements as columns: written by arrays, read as they were written.</summary>
internal static class StatementLines
{
    private const string WriteSql = """
        insert into core.statement_line (community_id, import_id, line, month, kind, configuration, unit, censimp, pod_id, other_pod,
          starts_at, injected_kwh, withdrawn_kwh, shared_kwh, incentivised_kwh, tariff, tip_eur, cac_eur, surplus_eur, charge,
          amount_eur, treatment, published, paid)
        select $1, $2, told.line, told.month, told.kind, told.configuration, told.unit, told.censimp, point.id,
          case when point.id is null then told.pod end, told.starts_at::timestamptz, told.injected, told.withdrawn, told.shared,
          told.incentivised,
          told.tariff, told.tip, told.cac, told.surplus, told.charge, told.amount, told.treatment, told.published, told.paid
        from unnest($3::int[], $4::date[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
          $11::numeric[], $12::numeric[], $13::numeric[], $14::numeric[], $15::numeric[], $16::numeric[], $17::numeric[],
          $18::numeric[], $19::text[], $20::numeric[], $21::text[], $22::date[], $23::date[])
          as told (line, month, kind, configuration, unit, censimp, pod, starts_at, injected, withdrawn, shared, incentivised, tariff,
            tip, cac, surplus, charge, amount, treatment, published, paid)
        left join core.pod as point on point.community_id = $1 and point.code = told.pod
        """;

    private const string ReadSql = """
        select told.import_id, told.line, told.month, told.kind, told.configuration, told.unit, told.censimp,
          coalesce(point.code, told.other_pod), told.starts_at, told.injected_kwh, told.withdrawn_kwh, told.shared_kwh,
          told.incentivised_kwh, told.tariff, told.tip_eur, told.cac_eur, told.surplus_eur, told.charge, told.amount_eur, told.treatment,
          told.published, told.paid
        from core.statement_line as told
        left join core.pod as point on point.community_id = told.community_id and point.id = told.pod_id
        where told.community_id = $1 and told.month between $2 and $3 and not exists (
          select from core.statement_undo as undo where (undo.community_id, undo.import_id) = (told.community_id, told.import_id))
        order by told.import_id, told.line
        """;

    public static Task<int> WriteAsync(
        NpgsqlConnection connection,
        CommunityId community,
        long import,
        IReadOnlyList<StatementLine> lines,
        CancellationToken cancellation)
    {
        return connection.RunAsync(
            WriteSql,
            cancellation,
            community.Value,
            import,
            All(line => line.Number),
            All(line => line.Month.FirstDay.ToColumn()),
            All(line => line.Kind.Word()),
            All(line => line.Configuration?.Storable()),
            All(line => line.Unit?.Storable()),
            All(line => line.Censimp?.Storable()),
            All(line => line.Pod),
            All(line => line.Hour is { } hour ? InstantPattern.ExtendedIso.Format(hour) : null),
            All(line => line.Injected),
            All(line => line.Withdrawn),
            All(line => line.Shared),
            All(line => line.Incentivised),
            All(line => line.Tariff),
            All(line => line.Tip),
            All(line => line.Cac),
            All(line => line.Surplus),
            All(line => line.Charge?.Word()),
            All(line => line.Amount),
            All(line => line.Treatment?.Word()),
            All(line => line.Published?.ToColumn()),
            All(line => line.Paid?.ToColumn()));

        T[] All<T>(Func<StatementLine, T> value) => [.. lines.Select(value)];
    }

    /// <summary>The lines of months of the imports that stand, each with its import.</summary>
    public static Task<List<(long Import, StatementLine Line)>> ReadAsync(
        NpgsqlConnection connection, CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation) =>
        connection.ListAsync(
            ReadSql, row => (row.GetInt64(0), Read(row)), cancellation, community.Value, first.ToColumn(), last.ToColumn());

    private static StatementLine Read(NpgsqlDataReader row) => new(
        row.GetInt32(1),
        MarketMonth.Of(row.ReadDay(2)),
        StatementWords.Of<StatementKind>(StatementWords.Kinds, row.GetString(3))!.Value)
    {
        Configuration = row.ReadText(4),
        Unit = row.ReadText(5),
        Censimp = row.ReadText(6),
        Pod = row.ReadText(7),
        Hour = row.IsDBNull(8) ? null : row.ReadInstant(8),
        Injected = row.ReadValue<decimal>(9),
        Withdrawn = row.ReadValue<decimal>(10),
        Shared = row.ReadValue<decimal>(11),
        Incentivised = row.ReadValue<decimal>(12),
        Tariff = row.ReadValue<decimal>(13),
        Tip = row.ReadValue<decimal>(14),
        Cac = row.ReadValue<decimal>(15),
        Surplus = row.ReadValue<decimal>(16),
        Charge = StatementWords.Of<StatementCharge>(StatementWords.Charges, row.ReadText(17)),
        Amount = row.ReadValue<decimal>(18),
        Treatment = StatementWords.Of<StatementTreatment>(StatementWords.Treatments, row.ReadText(19)),
        Published = row.IsDBNull(20) ? null : row.ReadDay(20),
        Paid = row.IsDBNull(21) ? null : row.ReadDay(21),
    };
}
