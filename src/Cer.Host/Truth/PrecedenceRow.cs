using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>A decision about which class goes before which, as the interface tells it.</summary>
internal sealed record PrecedenceRow(
    int Id, int? Point, string From, IReadOnlyList<string> Classes, string Reason, string Author, string At)
{
    public static PrecedenceRow Of(Precedence one) => new(
        one.Id,
        one.Point,
        LocalDatePattern.Iso.Format(one.From),
        [.. one.Classes.Select(name => name.ToString().ToLowerInvariant())],
        one.Reason,
        one.Author,
        InstantPattern.ExtendedIso.Format(one.At));
}
