namespace Cer.Operations.Settling;

/// <summary>Where the files of a settlement go: all of them, or none.</summary>
public interface IContractOutput : IDisposable
{
    /// <summary>Begins a file.</summary>
    Stream Create(string name);

    /// <summary>Puts all the files in their place; without it, none appears.</summary>
    void Commit();
}
