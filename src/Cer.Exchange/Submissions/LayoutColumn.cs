namespace Cer.Exchange.Submissions;

/// <summary>A column of an addressee.</summary>
/// <param name="Field">Name of the field in the model.</param>
/// <param name="Name">Name that the addressee gives it.</param>
public sealed record LayoutColumn(string Field, string Name);
