using Cer.Operations.Ports;

namespace Cer.Operations.Homes.Mapping;

/// <summary>Who confirmed which mapping, and when; nothing of it is ever taken away.</summary>
public interface IMappingLog
{
    /// <summary>Puts a decision down.</summary>
    /// <param name="community">The community.</param>
    /// <param name="what">What was done.</param>
    /// <param name="meters">How many meters it has.</param>
    /// <param name="fingerprint">Of the settings that it made.</param>
    /// <param name="who">The login of the person.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task NoteAsync(
        CommunityId community, MappingAct what, int meters, string fingerprint, string who, CancellationToken cancellation);

    /// <summary>The last decision; null before the first.</summary>
    Task<MappingDecision?> LastAsync(CommunityId community, CancellationToken cancellation);
}
