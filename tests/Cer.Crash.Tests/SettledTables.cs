namespace Cer.Crash.Tests;

/// <summary>The figures of the stored run, written as the files of the contract have them: an oracle in SQL.</summary>
internal static class SettledTables
{
    /// <summary>File and the query that gives its rows.</summary>
    public static IReadOnlyList<(string File, string Sql)> All { get; } =
    [
        ("plant_hours.csv", $"""
            select concat_ws(',', to_char(h.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), u.code,
              {Kwh("h.injected_ukwh")}, {Kwh("h.shared_ukwh")}, {Kwh("h.incentivised_ukwh")}, {Kwh("h.exempt_ukwh")},
              {Exact("h.price_eur_mwh")}, {Exact("h.tip_eur_mwh")}, {Exact("h.tip_eur")})
            from core.settlement_hour as h join core.unit as u on u.id = h.unit_id
            """),
        ("plant_months.csv", $"""
            select concat_ws(',', to_char(m.month, 'YYYY-MM'), u.code, {Kwh("m.injected_ukwh")}, {Kwh("m.shared_ukwh")},
              {Kwh("m.incentivised_ukwh")}, {Eur("m.tip_cents")}, {Eur("m.cac_cents")})
            from core.unit_month as m join core.unit as u on u.id = m.unit_id
            """),
        ("members.csv", $"""
            select concat_ws(',', to_char(m.month, 'YYYY-MM'), p.code, {Kwh("m.withdrawn_ukwh")},
              {Kwh("m.injected_ukwh")}, {Kwh("m.shared_ukwh")}, {Eur("m.tip_cents")}, {Eur("m.cac_cents")},
              {Eur("m.surplus_cents")}, {Eur("m.tip_cents + m.cac_cents + m.surplus_cents")})
            from core.member_month as m join core.member as p on p.id = m.member_id
            """),
        ("funds.csv", $"""
            select concat_ws(',', to_char(month, 'YYYY-MM'), fund, {Eur("tip_cents")}, {Eur("cac_cents")},
              {Eur("surplus_cents")}, {Eur("tip_cents + cac_cents + surplus_cents")})
            from core.fund_month
            """),
    ];

    private static string Kwh(string column) => $"coalesce(({column} / 1000000.0)::numeric(20, 6)::text, '')";

    private static string Eur(string cents) => $"coalesce((({cents}) / 100.0)::numeric(20, 2)::text, '')";

    private static string Exact(string column) => $"coalesce(trim_scale({column})::text, '')";
}
