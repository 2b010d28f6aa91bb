using Cer.Operations.Ports;

namespace Cer.Operations.Submitting;

/// <summary>The layouts of addressees; nothing is changed, a later revision takes the place of an earlier one.</summary>
public interface ILayoutStore
{
    /// <summary>The layouts that stand, by name.</summary>
    Task<IReadOnlyList<KeptLayout>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Keeps a revision; null when another came between, whose number is not the one that was seen.</summary>
    /// <param name="community">Whose.</param>
    /// <param name="name">Of which layout.</param>
    /// <param name="seen">The revision that stood when somebody looked; 0 for none.</param>
    /// <param name="words">The YAML; null when it is used no more.</param>
    /// <param name="who">Who keeps it.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<int?> AddAsync(CommunityId community, string name, int seen, string? words, string who, CancellationToken cancellation);
}
