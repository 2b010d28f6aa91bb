namespace Cer.Workflows.Hosting;

/// <summary>What came of the wish to delete a definition.</summary>
public enum DefinitionDeletion
{
    Deleted,

    /// <summary>There is none of that id.</summary>
    Unknown,

    /// <summary>Instances of it run, or are about to begin.</summary>
    Running,
}
