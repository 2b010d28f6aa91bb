using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Demo.Gse;

/// <summary>A statement of GSE's about a month of the invented community, as a file in the form of our own template.</summary>
internal sealed class DemoStatement(MarketMonth month, string kind, LocalDate published, LocalDate paid)
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    private readonly StringBuilder _text = new(
        "mese;tipo;up;pod;e_imm_kwh;e_prel_kwh;e_acv_kwh;"
            + "e_aci_kwh;c_aci_eur;cac_eur;voce;importo_eur;trattamento;pubblicato;pagamento\r\n");

    /// <summary>EUR that it promises.</summary>
    public decimal Net { get; private set; }

    public void Unit(string unit, decimal? shared, decimal tip, decimal cac)
    {
        Net += tip + cac;
        Row($"{unit};;;;{Kwh(shared)};{Kwh(shared)};{Eur(tip)};{Eur(cac)};;;");
    }

    public void Charge(string charge, decimal eur)
    {
        Net += eur;
        Row($";;;;;;;;{charge};{Eur(eur)};");
    }

    /// <summary>What a settlement of the month says of every point and unit.</summary>
    public void Settled(Figures figures)
    {
        foreach (var pod in figures.Keys.Where(key => key.IsOfPoint).Select(key => key.Scope).Distinct().Order(StringComparer.Ordinal))
        {
            var (injected, withdrawn) = (figures[new(ReconciledItem.Injected, pod)], figures[new(ReconciledItem.Withdrawn, pod)]);
            Row($";{pod};{Kwh(injected ?? 0m)};{Kwh(withdrawn ?? 0m)};;;;;;;orario");
        }

        foreach (var unit in figures.Keys.Where(key => key.Item == ReconciledItem.Tip && key.Scope.Length > 0)
            .Select(key => key.Scope).Order(StringComparer.Ordinal))
        {
            Unit(
                unit,
                figures[new(ReconciledItem.Shared, unit)],
                figures[new(ReconciledItem.Tip, unit)] ?? 0m,
                figures[new(ReconciledItem.Cac, unit)] ?? 0m);
        }
    }

    public byte[] Bytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private void Row(string rest) => _text.Append(
        CultureInfo.InvariantCulture, $"{month.Month:00}/{month.Year};{kind};{rest};{Day(published)};{Day(paid)}\r\n");

    private static string Day(LocalDate day) => day.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);

    private static string Kwh(decimal? kwh) => kwh?.ToString("#,##0.000", Italian) ?? "";

    private static string Eur(decimal eur) => eur.ToString("#,##0.00", Italian);
}
