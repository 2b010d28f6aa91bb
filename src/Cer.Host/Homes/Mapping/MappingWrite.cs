namespace Cer.Host.Homes.Mapping;

/// <summary>What became of a wish to change the mapping.</summary>
internal enum MappingWrite
{
    Done,

    /// <summary>It is not any more what the person saw.</summary>
    Changed,

    /// <summary>It is, or would become, the one of another community.</summary>
    OfAnother,

    /// <summary>There is none before it.</summary>
    Nothing,
}
