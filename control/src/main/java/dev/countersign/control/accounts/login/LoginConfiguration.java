package dev.countersign.control.accounts.login;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

  @Bean
  OneTimeTask<ForgottenPassword.Asked> forgottenPasswordTask(ForgottenPassword forgotten) {
    return Tasks.oneTime(ForgottenPassword.TASK)
        .execute((work, context) -> forgotten.answer(work.getData()));
  }
}
