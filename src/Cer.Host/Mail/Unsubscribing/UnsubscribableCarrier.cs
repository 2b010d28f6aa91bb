using Cer.Host.People;
using Cer.Operations.Mail;

namespace Cer.Host.Mail.Unsubscribing;

/// <summary>Puts the link by which one has no more of them under optional letters, when they leave: what is kept holds none.</summary>
/// <remarks>So whoever reads the letters of the house unsubscribes nobody. Without a public address letters go without it.</remarks>
internal sealed class UnsubscribableCarrier(ICarrier carrier, PublicPlace place, SecretBox box) : ICarrier
{
    public async Task<ICarriage> OpenAsync(CancellationToken cancellation) =>
        new Carriage(await carrier.OpenAsync(cancellation), place, box);

    private sealed class Carriage(ICarriage carriage, PublicPlace place, SecretBox box) : ICarriage
    {
        public bool IsOpen => carriage.IsOpen;

        public Task<CarryOutcome> CarryAsync(
            ClaimedLetter letter, Func<CancellationToken, Task<bool>> mayClose, CancellationToken cancellation)
        {
            var kept = letter.Stored.Letter;
            if (!kept.Kind.IsOptional() || kept.Reader is not { } reader) return carriage.CarryAsync(letter, mayClose, cancellation);
            var isEnglish = letter.Language == "en";
            var sealedLink = new UnsubscribeLink(letter.Community, reader, kept.Kind).Seal(box);
            if (place.PageOf($"{UnsubscribeEndpoints.Place}/{sealedLink}{(isEnglish ? "?lang=en" : "")}") is not { } link)
                return carriage.CarryAsync(letter, mayClose, cancellation);
            var shown = UnsubscribeFoot.Under(kept, link, isEnglish);
            return carriage.CarryAsync(letter with { Stored = letter.Stored with { Letter = shown } }, mayClose, cancellation);
        }

        public ValueTask DisposeAsync() => carriage.DisposeAsync();
    }
}
