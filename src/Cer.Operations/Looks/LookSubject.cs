using NodaTime;

namespace Cer.Operations.Looks;

/// <summary>By what a call names whose data it asks for.</summary>
public abstract record LookSubject
{
    private LookSubject()
    {
    }

    /// <summary>Every member of the community.</summary>
    public sealed record Everybody : LookSubject;

    public sealed record OfMember(int Number) : LookSubject;

    /// <summary>Whoever has the point on the day; the last who had it when none is named.</summary>
    public sealed record OfPoint(int Number, LocalDate? Day) : LookSubject;

    public sealed record OfDevice(string Code, LocalDate? Day) : LookSubject;

    public sealed record OfPlant(int Number) : LookSubject;

    /// <summary>A document, whose community it tells itself.</summary>
    public sealed record OfDocument(long Number) : LookSubject;

    /// <summary>A scan of the desk: the member whose paper it is.</summary>
    public sealed record OfPaper(int Number) : LookSubject;

    public sealed record OfLetter(long Number) : LookSubject;
}
