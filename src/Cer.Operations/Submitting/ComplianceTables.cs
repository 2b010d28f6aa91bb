using Cer.Domain.Codes;
using Cer.Exchange.Submissions;

namespace Cer.Operations.Submitting;

/// <summary>The compliance report as tables: the same figures in the PDF, the workbook and the XML.</summary>
public static class ComplianceTables
{
    public const string Root = "compliance_report";
    public const string Namespace = "urn:cerautomation:compliance-report:1";

    private static readonly PackageTable Report = new("report", "report",
    [
        new("community", FieldKind.Text, true), new("name", FieldKind.Text, true), new("primary_substation", FieldKind.Text),
        new("month", FieldKind.Text, true), new("revision", FieldKind.Count, true), new("made_at", FieldKind.Time, true),
        new("run", FieldKind.Count, true), new("program", FieldKind.Text, true), new("plants_kw", FieldKind.Number, true),
        new("tras_e_eur_per_mwh", FieldKind.Number), new("btau_eur_per_mwh", FieldKind.Number), new("cac_act", FieldKind.Text),
        new("co2_kg_per_kwh", FieldKind.Number, true), new("co2_source", FieldKind.Text),
    ], []);

    private static readonly PackageTable Months = new("months", "month",
    [
        new("month", FieldKind.Text, true), new("status", FieldKind.Text, true), new("produced_kwh", FieldKind.Energy),
        new("injected_kwh", FieldKind.Energy, true), new("withdrawn_kwh", FieldKind.Energy, true),
        new("shared_kwh", FieldKind.Energy, true), new("self_consumed_kwh", FieldKind.Number),
        new("physical_self_consumption", FieldKind.Number), new("virtual_self_consumption", FieldKind.Number),
        new("self_sufficiency", FieldKind.Number), new("co2_avoided_kg", FieldKind.Number), new("tip_eur", FieldKind.Money),
        new("cac_eur", FieldKind.Money),
    ], []);

    public static IReadOnlyList<PackageTable> Empty { get; } = [Report, Months];

    public static IReadOnlyList<PackageTable> Of(ComplianceFacts facts) =>
    [
        Report with
        {
            Rows =
            [
                [
                    facts.Code, facts.Community.Name, facts.Community.PrimarySubstation, facts.Reported.Month.ToString(),
                    facts.Revision, facts.MadeAt, facts.Run, facts.Program, facts.Community.Units.Sum(unit => unit.PowerKw),
                    facts.Cac?.ConfirmedTransmissionRate, facts.Cac?.ConfirmedBtau, facts.Cac?.Act,
                    facts.Reported.Kpis.Co2KgPerKwh, facts.Co2Source,
                ],
            ],
        },
        Months with { Rows = facts.Months.Select(Row) },
    ];

    private static object?[] Row(ComplianceMonth month) =>
    [
        month.Month.ToString(), CodeLists.Statuses.Word(month.Status), month.Kpis.Produced, month.Kpis.Injected,
        month.Kpis.Withdrawn, month.Kpis.Shared, month.Kpis.SelfKwh, Index(month.Kpis.PhysicalSelfConsumption),
        Index(month.Kpis.VirtualSelfConsumption), Index(month.Kpis.SelfSufficiency), Kilograms(month.Kpis.Co2AvoidedKg),
        month.Tip, month.Cac,
    ];

    private static decimal? Index(decimal? ratio) => ratio is { } known ? decimal.Round(known, 6, MidpointRounding.AwayFromZero) : null;

    private static decimal? Kilograms(decimal? kg) => kg is { } known ? decimal.Round(known, 3, MidpointRounding.AwayFromZero) : null;
}
