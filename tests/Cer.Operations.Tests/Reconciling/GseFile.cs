using System.Globalization;
using System.Text;
using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A statement as a file that an office would get: Italian numbers, our own names of columns.</summary>
internal sealed class GseFile
{
    private static readonly CultureInfo Italian = new("it-IT");
    private readonly StringBuilder _text = new(
        "mese;tipo;up;pod;e_imm_kwh;e_prel_kwh;e_acv_kwh;"
            + "e_aci_kwh;c_aci_eur;cac_eur;voce;importo_eur;trattamento;pubblicato;pagamento\r\n");

    private int _month;

    /// <summary>Euro that the statement promises.</summary>
    public decimal Net { get; private set; }

    public string Kind { get; private set; } = "";

    public LocalDate Published { get; private set; }

    public LocalDate Paid { get; private set; }

    public GseFile Of(int month, string kind, LocalDate published, LocalDate paid)
    {
        (_month, Kind, Published, Paid, Net) = (month, kind, published, paid, 0m);
        return this;
    }

    public GseFile Up(string up, decimal? shared, decimal tip, decimal cac)
    {
        Net += tip + cac;
        return Row($"{up};;;;{Kwh(shared)};{Kwh(shared)};{Eur(tip)};{Eur(cac)};;;");
    }

    public GseFile Point(string pod, decimal injected, decimal withdrawn, string treatment = "orario") =>
        Row($";{pod};{Kwh(injected)};{Kwh(withdrawn)};;;;;;;{treatment}");

    public GseFile Charge(string charge, decimal eur)
    {
        Net += eur;
        return Row($";;;;;;;;{charge};{Eur(eur)};");
    }

    public byte[] Bytes() => Encoding.UTF8.GetBytes(_text.ToString());

    public IReadOnlyList<MonthStatement> Read(long import)
    {
        var reading = StatementReader.Read(Bytes(), StatementProfile.Canonical);
        Assert.Empty(reading.Faults.Faults);
        return [.. MonthStatement.Of(import, reading.Lines)];
    }

    private GseFile Row(string rest)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{_month:00}/{TownHours.Year};{Kind};{rest};{Day(Published)};{Day(Paid)}\r\n");
        return this;
    }

    private static string Day(LocalDate day) => day.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);

    private static string Kwh(decimal? kwh) => kwh?.ToString("#,##0.000", Italian) ?? "";

    private static string Eur(decimal eur) => eur.ToString("#,##0.00", Italian);
}
