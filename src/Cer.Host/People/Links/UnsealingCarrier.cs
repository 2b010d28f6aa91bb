using Cer.Operations.Mail;
using Cer.Operations.People.Links;

namespace Cer.Host.People.Links;

/// <summary>Opens links in the letters that they were sealed for, when these leave; in what is kept they stay sealed.</summary>
internal sealed class UnsealingCarrier(ICarrier carrier, SecretBox box) : ICarrier
{
    public async Task<ICarriage> OpenAsync(CancellationToken cancellation) =>
        new Carriage(await carrier.OpenAsync(cancellation), box);

    private sealed class Carriage(ICarriage carriage, SecretBox box) : ICarriage
    {
        public bool IsOpen => carriage.IsOpen;

        public Task<CarryOutcome> CarryAsync(
            ClaimedLetter letter, Func<CancellationToken, Task<bool>> mayClose, CancellationToken cancellation)
        {
            var kept = letter.Stored.Letter;
            var open = kept with { Html = Open(kept.Html), Text = Open(kept.Text) };
            return carriage.CarryAsync(letter with { Stored = letter.Stored with { Letter = open } }, mayClose, cancellation);

            string Open(string text) => SealedLink.Open(text, letter.Community, kept.Key, kept.To, box);
        }

        public ValueTask DisposeAsync() => carriage.DisposeAsync();
    }
}
