namespace Cer.Domain.Codes;

/// <summary>What the law calls a configuration: community, group in one building, individual at a distance.</summary>
public enum ConfigurationKind
{
    Cer,
    Gac,
    Aid,
}
