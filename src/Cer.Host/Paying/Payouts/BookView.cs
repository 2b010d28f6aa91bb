using Cer.Host.Viewing;
using Cer.Operations.Paying.Books;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>A trial balance in euro: debits and credits come to the same.</summary>
internal sealed record BookView(string Day, decimal DebitEur, decimal CreditEur, BookView.Trial[] Lines)
{
    public static BookView Of(LocalDate day, Trial[] lines) => new(
        LocalDatePattern.Iso.Format(day), lines.Sum(line => line.DebitEur), lines.Sum(line => line.CreditEur), lines);

    /// <summary>A line of it; the balance is above zero where the community has or is owed it.</summary>
    internal sealed record Trial(
        string Account, int? MemberId, string? Name, string? Fund, decimal DebitEur, decimal CreditEur, decimal BalanceEur)
    {
        public static IReadOnlyList<CsvColumn<Trial>> Columns { get; } =
        [
            new("Conto", row => row.Account),
            new("Membro n.", row => row.MemberId),
            new("Membro", row => row.Name),
            new("Fondo", row => row.Fund),
            new("Dare (EUR)", row => row.DebitEur),
            new("Avere (EUR)", row => row.CreditEur),
            new("Saldo (EUR)", row => row.BalanceEur),
        ];

        public static Trial Of(TrialLine line, IReadOnlyDictionary<int, string> names) => new(
            line.Account.Kind,
            line.Account.Member,
            line.Account.Member is { } member ? names.GetValueOrDefault(member) : null,
            line.Account.Fund,
            line.Debit.Eur,
            line.Credit.Eur,
            line.Balance.Eur);
    }

    /// <summary>A line of an account's sheet.</summary>
    internal sealed record Line(
        int Entry,
        string Day,
        string Kind,
        string? Document,
        string? Words,
        string? Month,
        decimal? DebitEur,
        decimal? CreditEur,
        decimal BalanceEur,
        int? Reverses)
    {
        public static IReadOnlyList<CsvColumn<Line>> Columns { get; } =
        [
            new("Scrittura n.", row => row.Entry),
            new("Giorno", row => row.Day),
            new("Causale", row => row.Kind),
            new("Documento", row => row.Document),
            new("Descrizione", row => row.Words),
            new("Mese", row => row.Month),
            new("Dare (EUR)", row => row.DebitEur),
            new("Avere (EUR)", row => row.CreditEur),
            new("Saldo (EUR)", row => row.BalanceEur),
            new("Storna la n.", row => row.Reverses),
        ];

        public static Line Of(BookLine line) => new(
            line.Entry,
            LocalDatePattern.Iso.Format(line.Day),
            line.Kind,
            line.Document,
            line.Words,
            line.Month is { } month ? YearMonthPattern.Iso.Format(month) : null,
            line.Amount.Cents > 0 ? line.Amount.Eur : null,
            line.Amount.Cents < 0 ? -line.Amount.Eur : null,
            line.Balance.Eur,
            line.Reverses);
    }
}
