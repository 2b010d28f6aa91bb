namespace Cer.Operations.People.Tokens;

/// <summary>What a token is for.</summary>
public enum TokenScope
{
    /// <summary>Reads the figures of a community: days, months, plants, members, quality, money.</summary>
    Figures,

    /// <summary>Reads workflows and what became of them, begins them, tells events.</summary>
    Flows,
}
