namespace Seckill.Sessions;

/// <summary>
/// Operators' sign-ins, shared by all hosts through the suite's cache: made on one host they are good on every other, and so is their end. Without a
/// shared tier they are this host's own, and end with it.
/// </summary>
public interface IOperatorSessions
{
    /// <summary>Makes a session.</summary>
    /// <param name="session">Who signed in, and until when. It must not have expired.</param>
    /// <param name="cancellationToken">Stops waiting, never the session.</param>
    /// <returns>Its id: 256 random bits as 43 characters, to be given to the operator and kept by nobody. Null when the shared tier did not answer; then there is no session.</returns>
    ValueTask<string?> BeginAsync(OperatorSession session, CancellationToken cancellationToken = default);

    /// <summary>Looks a session up: in own memory for up to 30 seconds, then in the shared tier.</summary>
    /// <param name="id">The id as it came; any other text is no session.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<SessionLookup> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Ends a session on every host. Ending one that is not there is no error.</summary>
    /// <param name="id">The id as it came.</param>
    /// <param name="cancellationToken">Stops waiting, never the end.</param>
    /// <returns>False when the shared tier did not answer: it has ended here, and other hosts may take it until they are told. Repeat it.</returns>
    ValueTask<bool> EndAsync(string id, CancellationToken cancellationToken = default);
}
