using Cer.Operations.Paying;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>A version of a tax profile; the percentages are null where it says that no tax is applied.</summary>
internal sealed record TaxView(
    int Revision,
    string From,
    decimal? WithholdingPercent,
    decimal? VatPercent,
    string? Basis,
    string Reason,
    string By,
    string At)
{
    public static TaxView Of(TaxProfile profile) => new(
        profile.Revision,
        LocalDatePattern.Iso.Format(profile.Choice.From),
        profile.Rate?.Withholding,
        profile.Rate?.Vat,
        profile.Choice.Basis,
        profile.Choice.Reason,
        profile.By,
        InstantPattern.General.Format(profile.At));
}
