using Cer.Operations.Market;
using NodaTime;

namespace Cer.Host.Market;

/// <summary>The market of an installation that has no account there, or a wrong one: it says so.</summary>
internal sealed class NoMarket(string problem) : IPriceMarket
{
    public const string NoSection = "Found no section gme in settings.json, expected the login of a registration at GME.";

    public Task<MarketAnswer> AskAsync(LocalDate first, LocalDate last, CancellationToken cancellation) =>
        Task.FromResult<MarketAnswer>(new MarketAnswer.Trouble(problem, IsLasting: true));
}
