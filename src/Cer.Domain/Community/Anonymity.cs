namespace Cer.Domain.Community;

/// <summary>How many people must be together in a sum that others are told.</summary>
public static class Anonymity
{
    /// <summary>With fewer, who knows himself, or what is told one by one, would know what each of the others did.</summary>
    public const int Fewest = 5;

    /// <summary>So many must be behind a sum that whoever reads it may be one of: less himself, the fewest are left.</summary>
    public const int FewestTold = Fewest + 1;
}
