using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying;

/// <summary>A payable line: euro; null is not known.</summary>
internal sealed record PayableLineView(
    int? MemberId,
    string? Name,
    string? Category,
    bool? Enterprise,
    string? Fund,
    decimal CorrectionEur,
    decimal? GrossEur,
    decimal? WithheldEur,
    decimal? VatEur,
    decimal? NetEur,
    TaxView? Profile)
{
    public static IReadOnlyList<CsvColumn<PayableLineView>> Columns { get; } =
    [
        new("Membro n.", row => row.MemberId),
        new("Membro", row => row.Name),
        new("Fondo", row => row.Fund),
        new("di cui correzioni (EUR)", row => row.CorrectionEur),
        new("Lordo (EUR)", row => row.GrossEur),
        new("Ritenuta (EUR)", row => row.WithheldEur),
        new("di cui IVA (EUR)", row => row.VatEur),
        new("Netto (EUR)", row => row.NetEur),
        new("Base giuridica", row => row.Profile?.Basis),
    ];

    public static PayableLineView Of(PayableLine line, RegistryNumbers numbers) => new(
        line.Member is { } member ? numbers.Members[member.Id] : null,
        line.Member?.Name,
        line.Member is { } kind ? CodeLists.Categories.Word(kind.Category) : null,
        line.Member?.Enterprise,
        line.Fund,
        line.Correction.Eur,
        line.Amount?.Gross.Eur,
        line.Amount?.Withheld.Eur,
        line.Amount?.Vat.Eur,
        line.Amount?.Net.Eur,
        line.Profile is { } profile ? TaxView.Of(profile) : null);
}
