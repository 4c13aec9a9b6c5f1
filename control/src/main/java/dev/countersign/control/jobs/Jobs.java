package dev.countersign.control.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Schedules work in the transaction that asks for it. */
@Component
public class Jobs {

  /** Asked for when it is needed: its tasks may themselves schedule work. */
  private final ObjectProvider<Scheduler> scheduler;

  Jobs(ObjectProvider<Scheduler> scheduler) {
    this.scheduler = scheduler;
  }

  /** It is done after the transaction has committed, and never when it does not. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void schedule(SchedulableInstance<?> work) {
    scheduler.getObject().schedule(work);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            look();
          }
        });
  }

  /** Looks now for work that is due, and not only at the next turn. */
  public void look() {
    scheduler.getObject().triggerCheckForDueExecutions();
  }
}
